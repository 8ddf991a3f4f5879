// Drives the report in Chromium: keys, filters, search, copying, no network, no overflow.
//
// DEHUSK names the binary, CHROMIUM the browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(fileURLToPath(new URL(".", import.meta.url)), "../..");
const dehusk = process.env.DEHUSK ?? join(root, "target/debug/dehusk");
const fixture = (name) => join(root, "fixtures", name);
const hostile = `<title>&lt;/title>&lt;script>document.title = "taken"&lt;/script></title>
  <h1>The mill</h1><p>The old mill ground flour. &lt;img src="https://evil.example/x" onerror="document.title = 'taken'">`;

let directory, browser;
const faults = [];

before(async () => {
  directory = mkdtempSync(join(tmpdir(), "dehusk-"));
  writeFileSync(join(directory, "hostile.html"), hostile);
  const report = (name, ...inputs) =>
    execFileSync(dehusk, ["-q", "-o", join(directory, `${name}.out`), "--report", join(directory, `${name}.html`), ...inputs]);
  report("one", fixture("news-ferry-suspended/input.html"));
  report("text", fixture("text-icon-titles-en/input.txt"));
  report("many", fixture("forum-creaking-bike/input.html"), fixture("news-boat-library-ar/input.html"), join(directory, "hostile.html"));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true });
});

/** Opens a report; everything that goes wrong in it is a fault. */
async function open(name, width = 1200, colorScheme = "light") {
  const permissions = ["clipboard-read", "clipboard-write"];
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, permissions });
  const page = await context.newPage();
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => request.url().startsWith("file:") || faults.push(request.url()));
  await page.goto(`file://${join(directory, `${name}.html`)}`);
  return page;
}

for (const width of [360, 1200]) {
  for (const scheme of ["light", "dark"]) {
    test(`no report is wider than a ${scheme} window of ${width} pixels`, async () => {
      for (const name of ["one", "text", "many"]) {
        const page = await open(name, width, scheme);
        await page.keyboard.press("n");
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, name);
        await page.context().close();
      }
    });
  }
}

test("keys go to doubtful lines and filter", async () => {
  const page = await open("many");
  const chosen = () => page.locator("li.chosen").textContent();
  await page.keyboard.press("n");
  const first = await chosen();
  assert.match(await page.locator("#found").textContent(), /^doubtful line 1 of \d+$/);
  await page.keyboard.press("n");
  assert.notEqual(await chosen(), first);
  await page.keyboard.press("p");
  assert.equal(await chosen(), first);
  await page.keyboard.press("d");
  assert.equal(await page.locator("li.kept:visible").count(), 0);
  await page.keyboard.press("k");
  assert.equal(await page.locator("li.dropped:visible").count(), 0);
  await page.keyboard.press("?");
  assert.equal(await page.locator("#keys").isVisible(), true);
  await page.context().close();
});

test("a line shows its reasons, and its rule is copied", async () => {
  for (const [name, option] of [["one", "--drop-selector '"], ["text", "--drop-line '^"]]) {
    const page = await open(name);
    const line = page.locator("li.kept:not(.headline)").last();
    await line.focus();
    assert.equal(await page.locator("#reasons li").first().textContent(), (await line.getAttribute("data-why")).split("\n")[0]);
    await page.click("#drop");
    await page.locator("#copied", { hasText: "copied" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.startsWith(option), copied);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#why").isVisible(), false);
    await page.context().close();
  }
});

test("the search hides other lines", async () => {
  const page = await open("one");
  await page.keyboard.press("/");
  await page.keyboard.type("lifeboat");
  const shown = await page.locator("li[data-score]:visible").allTextContents();
  assert.ok(shown.length > 0 && shown.every((line) => line.toLowerCase().includes("lifeboat")), shown.join("\n"));
  await page.context().close();
});

test("a hostile page runs nothing and nothing was fetched", async () => {
  const page = await open("many");
  assert.equal(await page.title(), "dehusk report");
  assert.equal(await page.locator("img").count(), 0);
  await page.context().close();
  assert.deepEqual(faults, []);
});
