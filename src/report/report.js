"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const blocks = [...document.querySelectorAll("li[data-score]")];
  const documents = [...document.querySelectorAll(".document")];
  const shows = [...document.querySelectorAll("button[data-show]")];
  let chosen = null;

  // Shows why a line was kept or dropped.
  function explain(block) {
    const kept = block.classList.contains("kept");
    byId("decision").textContent = kept ? "kept:" : "dropped:";
    byId("score").textContent = `score ${block.dataset.score}, threshold ${block.dataset.threshold}`;
    byId("reasons").replaceChildren(...block.dataset.why.split("\n").map((reason) => {
      const item = document.createElement("li");
      item.textContent = reason;
      return item;
    }));
    byId("path").textContent = block.dataset.path ?? "";
    byId("copied").textContent = "";
    byId("why").hidden = false;
  }

  // Chooses a line, which stays explained while the pointer moves to the buttons.
  function choose(block) {
    chosen?.classList.remove("chosen");
    chosen = block;
    if (block) {
      block.classList.add("chosen");
      explain(block);
    } else {
      byId("why").hidden = true;
    }
  }

  const blockOf = (event) => event.target.closest?.("li[data-score]");

  // Copies an option for the command line, quoted for a shell.
  async function copy(action) {
    if (!chosen) return;
    // A line that shares its element with others is told by its text.
    const { path, line } = chosen.dataset;
    const pattern = line ?? path;
    const option = `--${action}-${line === undefined ? "selector" : "line"}`;
    const rule = `${option} '${pattern.replaceAll("'", "'\\''")}'`;
    byId("copied").textContent = (await toClipboard(rule)) ? `copied: ${rule}` : rule;
  }

  async function toClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not every browser has a clipboard for local files.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      return copied;
    }
  }

  // Shows only lines of a kind; the same kind again shows all.
  function show(kind) {
    const now = document.body.className === `only-${kind}` ? "all" : kind;
    document.body.className = now === "all" ? "" : `only-${now}`;
    for (const button of shows) button.setAttribute("aria-pressed", button.dataset.show === now);
  }

  // Hides the lines without the words of the search field.
  function search() {
    const words = byId("search").value.trim().toLowerCase();
    let found = 0;
    for (const block of blocks) {
      const hit = block.textContent.toLowerCase().includes(words);
      block.classList.toggle("miss", !hit);
      found += hit;
    }
    for (const part of documents) {
      const name = part.querySelector("summary").textContent.toLowerCase();
      const hit = part.querySelector("li[data-score]:not(.miss)") !== null;
      part.classList.toggle("miss", words !== "" && !hit && !name.includes(words));
      if (words !== "" && hit) part.open = true;
    }
    byId("found").textContent = words === "" ? "" : `${found} ${found === 1 ? "line" : "lines"}`;
  }

  // Goes to the next doubtful line, or with -1 to the one before.
  function step(by) {
    const doubtful = blocks.filter((block) => block.matches(".doubtful:not(.miss)"));
    if (doubtful.length === 0) {
      byId("found").textContent = "no doubtful lines";
      return;
    }
    if (document.body.className !== "" && document.body.className !== "only-doubtful") show("all");
    let at = doubtful.indexOf(chosen) + by;
    if (chosen && !doubtful.includes(chosen)) {
      const below = (block) => chosen.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING;
      const next = doubtful.findIndex(below);
      at = (next < 0 ? doubtful.length : next) - (by < 0 ? 1 : 0);
    } else if (!chosen && by < 0) {
      at = doubtful.length - 1;
    }
    const block = doubtful[(at + doubtful.length) % doubtful.length];
    block.closest(".document").open = true;
    block.focus({ preventScroll: true });
    choose(block);
    block.scrollIntoView({ block: "center" });
    byId("found").textContent = `doubtful line ${doubtful.indexOf(block) + 1} of ${doubtful.length}`;
  }

  const main = document.querySelector("main");
  // When the panel closes, a line comes to lie under a pointer that has not moved.
  main.addEventListener("mousemove", (event) => {
    const block = blockOf(event);
    const moved = event.movementX !== 0 || event.movementY !== 0;
    if (block && moved && !chosen) explain(block);
  });
  main.addEventListener("mouseleave", () => {
    if (!chosen) byId("why").hidden = true;
  });
  main.addEventListener("focusin", (event) => {
    const block = blockOf(event);
    if (block) choose(block);
  });
  main.addEventListener("click", (event) => {
    const block = blockOf(event);
    if (block) choose(block);
  });

  byId("search").addEventListener("input", search);
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  byId("help").addEventListener("click", () => byId("keys").showModal());
  byId("close").addEventListener("click", () => choose(null));
  byId("drop").addEventListener("click", () => copy("drop"));
  byId("keep").addEventListener("click", () => copy("keep"));
  for (const button of shows) button.addEventListener("click", () => show(button.dataset.show));

  const keys = {
    n: () => step(1),
    p: () => step(-1),
    k: () => show("kept"),
    d: () => show("dropped"),
    u: () => show("doubtful"),
    a: () => show("all"),
    c: () => copy(chosen?.classList.contains("kept") ? "drop" : "keep"),
    "/": () => byId("search").focus(),
    "?": () => byId("keys").showModal(),
    Escape: () => choose(null),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
    const isTyping = event.target === byId("search");
    if (isTyping && event.key === "Escape") {
      event.target.value = "";
      search();
      event.target.blur();
    } else if (!isTyping && Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
})();
