use super::icon_runs;

fn removed(line: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    icon_runs(line, &mut runs);
    runs.into_iter().map(|run| &line[run]).collect()
}

/// Returns the line with each run in brackets.
fn marked(line: &str) -> String {
    let mut runs = Vec::new();
    icon_runs(line, &mut runs);
    let mut text = line.to_string();
    for run in runs.into_iter().rev() {
        text.insert(run.end, ']');
        text.insert(run.start, '[');
    }
    text
}

/// Asserts the runs in each case, which is a line with its runs in brackets.
#[track_caller]
fn check(cases: &[&str]) {
    let mut wrong = Vec::new();
    for case in cases {
        let got = marked(&case.replace(['[', ']'], ""));
        if got != *case {
            wrong.push(format!("want {case}\n got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn titles_with_the_affix_before_and_nothing_between() {
    check(&[
        "[icon bookmark-bicon bookmarkicon cameraicon checkicon chevron downicon sign inicon fm]",
        "[icon bookmark-bicon bookmarkicon chevron downicon fm]The President said on Thursday that talks go on.",
        "[icon bookmarkicon chevron downicon wticon fm]“In an hour”, he said.",
        "[icon bookmarkicon chevron downicon wticon fm]\"In an hour\", he said.",
        "[icon bookmarkicon chevron downicon wticon fm]10 Feb, 2022 18:55",
        "[icon bookmarkicon chevron downicon sign in]The President said on Thursday.",
        "The talks go on, he said.[icon bookmark-bicon bookmarkicon cameraicon check]",
        "The talks go on, he said. [icon bookmark-bicon bookmarkicon cameraicon check] The next day it rained.",
        "[Icon HomeIcon MenuIcon Cart]",
        "[svg homesvg menusvg cart]The mayor opened the bridge.",
        "[иконка домиконка почтаиконка корзина]Президент сообщил об этом.",
        "[pictogram busbuspictogram trainpictogram tram]".replace("busbus", "bus").as_str(),
    ]);
}

#[test]
fn affix_before_as_a_word_of_its_own() {
    check(&[
        "[icon facebook icon twitter icon vk icon youtube]",
        "[icon facebook icon twitter icon vk] The mayor opened the bridge.",
        "It rained all day. [icon facebook icon twitter icon vk icon rss] The mayor opened the bridge.",
        "[Icon Facebook Icon Twitter Icon YouTube] The mayor opened the bridge.",
        "[ico home ico menu ico user]",
        "[icono correo icono menu icono casa icono lupa]".replace("lupa", "search").as_str(),
    ]);
}

#[test]
fn affix_behind_as_a_word_of_its_own() {
    check(&[
        "[facebook icon twitter icon vk icon]",
        "[facebook icon twitter icon vk icon] The mayor opened the bridge.",
        "It rained all day. [facebook icon twitter icon vk icon]",
        "[facebook icontwitter iconchevron down iconvk icon]The mayor opened the bridge.",
    ]);
}

#[test]
fn affix_joined_by_a_delimiter() {
    check(&[
        "[ico-facebook ico-twitter ico-vk]",
        "[ico-facebookico-twitterico-vk]",
        "[ico-facebookico-twitterico-vk]Президент сообщил об этом.",
        "[svg-home svg-menu svg-close] The mayor opened the bridge.",
        "[mdi-home mdi-account mdi-menu]",
        "[mdi-homemdi-accountmdi-menu]",
        "[mdi:home mdi:account mdi:menu]",
        "[fa fa-facebook fa fa-twitter fa fa-rss]",
        "[fab fa-facebook fab fa-twitter fab fa-vk]",
        "[fa-solid fa-house fa-solid fa-user]",
        "[facebook-icon twitter-icon vk-icon]",
        "[facebook-icontwitter-iconvk-icon]",
        "[facebook-icontwitter-iconvk-iconshare-icon]The mayor opened the bridge.",
        "He said no.[facebook-icon twitter-icon vk-icon]",
        "[glyphicon glyphicon-home]",
        "[glyphicon glyphicon-home glyphicon glyphicon-user] The mayor opened the bridge.",
        "[bi-house bi-cart bi-gear]",
        "[ti ti-home ti ti-user ti ti-mail]",
        "[icon_arrow icon_close]",
        "[icon_arrow icon_close icon_menu]The mayor opened the bridge.",
        "[ic_menu_24px ic_close_24px ic_home_24px]",
        "[Icon/Social/Facebook Icon/Social/X]",
        "[Icon/Social/Facebook Icon/Social/X Icon/Arrow/Left] The mayor opened the bridge.",
        "[#icon-home #icon-menu #icon-close]",
        "[#icon-home]".trim_matches(['[', ']']),
        "[иконка-дом иконка-почта иконка-корзина]",
        "[icono-casa icono-menu icono-correo]",
        "[symbol-home symbol-menu symbol-cart]",
        "[my-icon-home my-icon-menu my-icon-cart] The mayor opened the bridge.",
        "[home-icon-lg menu-icon-lg cart-icon-lg] The mayor opened the bridge.",
    ]);
}

#[test]
fn affix_joined_by_a_change_of_case() {
    check(&[
        "[IconFilter IconClear IconMenu]",
        "[IconFilter IconClear]",
        "[IconFilterIconClearIconMenu]",
        "[IconFilterIconClearIconMenu]The mayor opened the bridge.",
        "[FacebookIcon TwitterIcon]",
        "[FacebookIconTwitterIconVkIcon]",
        "[FacebookIconTwitterIconVkIcon]The mayor opened the bridge.",
        "[FaHome FaUser FaBars] The mayor opened the bridge.",
        "[BasicIcon_component__k0DF_ BasicIcon_academy__Sv8ss BasicIcon]",
        "[Facebook logoTwitter logoTiktok logoLinkedin logo]Join our list",
        "[HomeIconButton MenuIconButton CartIconButton]",
    ]);
}

#[test]
fn an_affix_never_seen_needs_more() {
    check(&[
        "[zz-home zz-menu zz-cart zz-user zz-search zz-mail]",
        "[zz-home zz-menu zz-cart zz-user zz-search zz-mail] The mayor opened the bridge.",
        "[home-zz menu-zz cart-zz user-zz search-zz mail-zz]",
        "[zz-homezz-menuzz-cartzz-userzz-searchzz-mailzz-haus]",
        "[home-zzmenu-zzcart-zzuser-zzsearch-zzmail-zzhaus-zz]The mayor opened the bridge.",
        "zz-home zz-menu zz-cart",
    ]);
}

#[test]
fn ligatures_go_and_the_words_beside_them_stay() {
    check(&[
        "[keyboard_arrow_down]",
        "[menu search shopping_cart account_circle keyboard_arrow_down]",
        "Community [arrow_drop_down]",
        "[navigate_before]Community",
        "Home [keyboard_arrow_right]Docs",
        "Home[keyboard_arrow_right]Docs",
        "[expand_moreexpand_more]",
        "Conferences [open_in_new]",
        "Click More [more_vert] and then Settings.",
        "Home [chevron_right] Docs [chevron_right] Install",
    ]);
}

#[test]
fn identifiers_stay() {
    check(&[
        "search_label",
        "more_args",
        "my_list",
        "search_seq_col_name",
        "arrow_down = 3",
        "play_arrow()",
        "x.arrow_down",
        "self.expand_more = True",
        "Use the expand_more icon.",
        "let arrow_down: u8",
        "from icons import arrow_down",
        "open_file(path)",
        "MY_ARROW_DOWN",
        "account_deleted more_keywords user_id user_name user_email",
        "`arrow_drop_down`",
        "\"keyboard_arrow_down\"",
        "arrow_left, arrow_right",
    ]);
}

#[test]
fn prose_stays() {
    check(&[
        "Choose an icon set: icon fonts, icon sprites and icon components all work",
        "The share icon, the like icon and the save icon sit in one row",
        "Each icon has an icon name and an icon color",
        "self-aware, self-made and self-taught",
        "self-aware self-made self-taught self-employed self-help self-esteem self-image",
        "non-starters non-stop non-toxic",
        "anti-war anti-gun anti-tax anti-home",
        "semi-final multi-user bi-weekly bi-monthly",
        "Nord-Korea Süd-Korea Nord-Irland Nord-Mazedonien Nord-Zypern Nord-Italien Nord-Kivu",
        "--foo-bar --foo-baz --foo-home --foo-menu --foo-user --foo-cart --foo-mail",
        "--icon-home --icon-menu --icon-close --icon-user",
        ".btn-primary .btn-secondary .btn-danger { }",
        "btn-primary btn-secondary btn-danger btn-success btn-warning btn-info btn-light btn-dark",
        ".icon-home .icon-menu .icon-close { color: red }",
        "<i class=\"fa fa-home\"></i>",
        "class=\"fa fa-home fa-user fa-lg\"",
        "import { HomeIcon, UserIcon, MenuIcon } from \"@mui/icons-material\";",
        "data-x data-y data-z data-home data-menu data-user",
        "https://example.org/icon/icon-home/icon-menu/icon-close.svg",
        "#icons #iconic #iconography #icon",
        "10-20 10-30 10-40 10-50 10-60 10-70",
        "1-0 2-0 3-1 2-2 0-0 1-1",
        "AB-100 AB-200 AB-300 AB-400 AB-500 AB-600",
        "2022-01-02 2022-01-03 2022-01-04 2022-01-05",
        "555-010-1234 555-010-1235 555-010-1236",
        "deadbeef-dead-beef-dead-beefdeadbeef",
        "aWNvbi1ob21l-aWNvbi1tZW51_aWNvbi1jYXJ0",
        "图标的大小，图标的颜色和图标的位置。点击icon进入icon设置icon页面",
        "アイコンの色とアイコンの大きさ",
        "ไอคอนหน้าแรกไอคอนเมนู",
        "New York-based London-based Paris-based Berlin-based Rome-based Oslo-based",
        "Anna Ivanova Maria Ivanova Olga Ivanova",
        "la-la-la-la-la-la-la-la-la-la-la-la-la-la-la-la-la-la-la-la-la-la-la-la",
        "nation station education location vacation relation",
        "The silicon lexicon is an emoticon of the iconic icons of iconography",
        "Add the classes icon-home icon-menu icon-close to the element.",
        "Icon Color Icon Size Icon Spacing",
        "It uses icon-based menus, icon-only buttons and icon-first design.",
        "state-of-the-art, up-to-date, off-the-shelf",
        "icon icon icon icon icon icon",
        "hover:bg-blue focus:outline-none focus:ring-2 focus:ring-blue focus:ring-offset-2",
        "border-leftborder-left-colorborder-left-styleborder-rightborder-right-colorborder-right",
        "512-Bit448-Bit384-Bit352-Bit320-Bit256-Bit192-Bit",
        "Nikon D1 Body CapNikon D2 Eyepiece CapNikon D3",
    ]);
}

#[test]
fn a_run_in_the_middle_of_megabytes() {
    let prose = "It rained all day, and nobody went out. ".repeat(20_000);
    let line = format!("{prose}[icon bookmark-bicon bookmarkicon wticon fm]The sun came back. {prose}");
    assert_eq!(marked(&line.replace(['[', ']'], "")), line);
}

#[test]
fn appends_behind_what_is_there() {
    let mut runs = Vec::new();
    icon_runs("expand_more", &mut runs);
    icon_runs("keyboard_arrow_down", &mut runs);
    assert_eq!(runs, [0..11, 0..19]);
}

#[test]
fn two_runs_with_a_sentence_between() {
    assert_eq!(
        removed("fa-home fa-user fa-cog The mayor opened it. mdi-home mdi-menu mdi-close"),
        ["fa-home fa-user fa-cog", "mdi-home mdi-menu mdi-close"]
    );
}

proptest::proptest! {
    #[test]
    fn ranges_are_ordered_apart_and_on_char_boundaries(
        line in proptest::prop_oneof![
            "\\PC*",
            "([-_/:# .éИ“A1]|icon|Icon|fa|logo|arrow_|_down|menu|home|zz-|иконка|the ){0,60}",
        ]
    ) {
        let mut runs = Vec::new();
        icon_runs(&line, &mut runs);
        let mut end = 0;
        for run in runs {
            proptest::prop_assert!(end <= run.start && run.start < run.end);
            proptest::prop_assert!(line.get(run.clone()).is_some());
            end = run.end;
        }
    }
}

#[test]
fn joined_words_of_an_interface_are_a_run() {
    check(&[
        "[shareShareFacebookTwitterWhatsAppcontent_copyCopy link]",
        "It rose by half a metre.[shareShareFacebookTwitterWhatsAppcontent_copyCopy link]",
        "[shareShareFacebookTwitterWhatsAppcontent_copyCopy link]The river rose again.",
        "The river rose [thumb_up23thumb_down2chat_bubble14bookmark_border] by half a metre.",
        "[thumb_up23thumb_down2chat_bubble14bookmark_border]",
        "[chevron_leftchevron_right1/4]",
        "The mill stands.[chevron_leftchevron_right1/4]",
        "[CloseMenuArrow RightArrow LeftPlay ButtonPause Button]",
        "It rose by half a metre.[CloseMenuArrow RightArrow LeftPlay ButtonPause Button]",
        "[arrowRightcaretDownexternalLink]",
        "The river [arrowRightcaretDownexternalLink] rose.",
        "[facebooktwitterlinkedinwhatsappemail]",
        "It rose.[facebooktwitterlinkedinwhatsappemail]The mill stands.",
        "[👍 12 💬 3 🔗 Copy link]",
        "It rose. [👍 12 💬 3 🔗 Copy link]",
        "[ShareTweetPinEmailPrint]",
        "[mail_outlineprintbookmark]",
        "It rose. [mail_outlineprintbookmark] The mill stands.",
        "[FacebookTwitterLinkedInCopy LinkPrint]",
        "[favorite_border128comment34]",
        "[TweetShareSharePinShares]",
        "[TeilenDruckenMerken]",
        "It rose by half a metre.[icon arrow rightRead alsoicon arrow right]Ferry timetable changes in spring",
        "[SVG iconclose iconmenu iconsearch icon]",
        "[Icon Facebook Icon Twitter Ícone seta para esquerda Ícone fechar]",
        "Read the full report[open_in_new]",
        "It rose.[icon arrow rightRead alsoicon arrow right]",
        "[chevron_leftchevron_right1/4]The mill stands.",
        "It rose.[favorite_border128comment34]",
        "The river [favorite_border128comment34] rose.",
        "The river [mail_outlineprintbookmark] rose.",
        "The river [ShareTweetPinEmailPrint] rose.",
        "[SharePrint2Comments]Home prices fell.",
        "It rose.[SVG iconclose iconmenu iconsearch icon]",
        "It rose.[icon-chevron-lefticon-chevron-right]",
    ]);
}

#[test]
fn names_in_programs_and_everyday_words_are_no_joined_run() {
    check(&[
        "Call closeMenuButton to hide the menu.",
        "Use the arrowRightIcon component in the header.",
        "The file user_account_settings holds the account settings.",
        "The homepage has a newsletter, a bookmark and a checkbox.",
        "YouTube and LinkedIn, WhatsApp and TikTok: share the link, copy it, print it.",
        "Moreover, the download of the background took the whole weekend.",
        "I love it 👍 😂 so much, happy birthday 🎉",
        "let menuIcon = document.querySelector('.menuIcon');",
        "Share, print and bookmark this page, or send it by email.",
        "Call 000-12345678Copyright",
        "More can be found hereOverviewWith 1500 members, the club is the largest.",
        "✓ Free delivery ✓ Easy returns",
        "ShareHolder Services and PrintWorks were founded in 1998.",
    ]);
}

#[test]
fn glyphs_of_icon_fonts_are_a_run() {
    check(&["[\u{e800} \u{f0c9}]", "The mill[\u{f08e}] stands.", "[\u{f09a}]Share", "\u{4e00}\u{e5e5}\u{4e8c}"]);
}

#[test]
fn a_single_name_joined_to_a_sentence_is_a_run() {
    check(&[
        "The ferry stays in port until Monday.[icon-share]",
        "The ferry stays in port until Monday.[content_copy]",
        "The ferry stays in port until Monday.[fas fa-chevron-down]",
        "The ferry stays in port until Monday.[iconClose]",
        "The ferry stays in port until Monday.[bi bi-bookmark] The crew is at home.",
        "The ferry stays in port.[IconArrowRight]The crew is at home.",
        "[fa-share-alt]The ferry stays in port until Monday.",
        "[IconArrowRight]The ferry stays in port until Monday.",
        "[share-nodes]Паром остаётся в порту до понедельника.",
        "渡轮停在港口。[icon-print]船员都在家里。 一 二 三 四",
    ]);
}

#[test]
fn names_of_icons_in_sentences_are_no_run() {
    check(&[
        "Use the icon-share class for the button in the toolbar.",
        "Set self.content_copy to true before you call the method again.",
        "The file is at www.example.org/icon-share.svg and may be copied.",
        "Well-known and up-to-date pages are in the second list.",
        "IconButtonProps are the properties of the button in the toolbar.",
        "The components are called IconArrow, iconMenu and icon-close here.",
        "Add class=\"fa-home\" to the link.icon-home is its older name here.",
    ]);
}
