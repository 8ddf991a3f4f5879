//! Tests with credit lines, and with lines that only look like credit lines.

use super::is_credit;

#[test]
fn finds_credit_lines_of_many_languages() {
    for line in [
        "By Ana de la Cruz and Ludwig van Dam",
        "By Jane Doe, Political Correspondent | 3 March 2024",
        "Published 3 March 2024, 10:15 am GMT",
        "Updated 3 hours ago",
        "2024-05-03 10:20",
        "5 min read",
        "Text: Casilda Ribot",
        "Von Gesine Harnack",
        "Von Burkhard Eisele, 6. Oktober 2024, 8:30 Uhr | [Merken] [Drucken]",
        "Stand: 04.03.2025, 17:12 Uhr",
        "Lesezeit: 3 Minuten",
        "Par Solène Arbogast",
        "12 juin 2025, 07:45 – mis à jour à 11:02",
        "Por Caio Braga — Barra da Restinga",
        "30/01/2025 06h00 · Atualizado há 3 horas",
        "7 de setembro de 2024",
        "Текст: Мария Лебедева",
        "16 марта 2025, 07:30",
        "रिपोर्ट: रेवती मीणा प्रकाशित: 16 मार्च 2025, 07:30 अपडेट: 16 मार्च 2025, 12:05 3 मिनट में पढ़ें",
        "بقلم: مروان الحلو",
        "١٢ تشرين الثاني ٢٠٢٤",
        "מאת: דנה לוי",
        "โดย ธีรภัทร วงศ์ลำน้ำ",
        "เผยแพร่ 9 มกราคม 2568 เวลา 08:15 น.",
        "本报记者 张三",
        "记者：李四",
        "发布时间：2024-05-03 10:20",
        "2025年2月14日更新　取材・文＝三枝 ひかる　写真＝奥野 亮",
        "윤하늬 기자",
        "기사입력 2025.03.31. 오후 4:12",
    ] {
        assert!(is_credit(line), "{line}");
    }
}

#[test]
fn rejects_other_lines() {
    for line in [
        "By using this site you agree",
        "By Using Cookies We Learn",
        "By the River Thames",
        "By train",
        "Yesterday.",
        "March 2024",
        "12 May – 4 June 2025",
        "Saturday 12 July 2025, 10am, Town Hall",
        "Prep time: 10 minutes",
        "Total: 45 minutes",
        "Ready in 30 minutes",
        "45 Minuten",
        "Serves 4",
        "$64.00",
        "18:00",
        "Photos and text",
        "Text editors",
        "Von hier aus sieht man das Meer.",
        "Por fin llegó el agua",
        "Am 3. März 2024 kam das Wasser.",
        "Updated the recipe on 3 March 2024",
        "Vendo o alho, vendo a trança,",
        "- By Jane Doe",
        "Version 2.0.1",
        "020 7946 0123",
        "从前有一个记者",
        "作者简介",
        "图书馆",
        "Text",
        "Story: a short history",
        "Words of wisdom",
        "",
    ] {
        assert!(!is_credit(line), "{line}");
    }
}
