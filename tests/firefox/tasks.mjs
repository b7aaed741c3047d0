// The readers' main tasks in Firefox, driven over WebDriver BiDi; BASE is the site's address.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";

const base = process.env.BASE;
let browser, page, errors;

before(async () => {
  browser = await puppeteer.launch({
    browser: "firefox", executablePath: process.env.FIREFOX, headless: true,
  });
});
after(() => browser.close());

async function open(path, width = 1366, height = 800) {
  if (page) await page.close();
  page = await browser.newPage();
  await page.setViewport({ width, height });
  errors = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  const answer = await page.goto(base + path, { waitUntil: "load" });
  if (await page.$("#phrom-first")) await page.waitForSelector("html[data-dash=ready]");
  return answer;
}
const text = (selector) => page.$eval(selector, (node) => node.innerText);

test("every kind of page loads, fits and complains of nothing", async () => {
  for (const path of process.env.PATHS.split(" ")) {
    for (const width of [320, 390, 1366, 2560]) {
      if (width === 320) assert.equal((await open(path, 320, 844)).status(), 200);
      else await page.setViewport({ width, height: 844 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${path} is ${wide} px wide at ${width}`);
    }
    assert.deepEqual(errors, [], path);
  }
});

test("a citizen finds the own province by typing", async () => {
  await open("/");
  await page.type("#site-search", "ร้อยเอ็ด");
  await page.waitForSelector("[role=option]");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.match(page.url(), /\/provinces\/TH-45/);
  assert.match(await text("h1"), /ร้อยเอ็ด/);
});

test("the map follows its choices and keeps them in the address", async () => {
  await open("/en/provinces");
  const before = await page.$eval("#map-shapes a", (node) => node.getAttribute("aria-label"));
  await page.select("#map-measure", "p3");
  const after = await page.$eval("#map-shapes a ~ a", (node) => node.getAttribute("aria-label"));
  assert.notEqual(before, after);
  await page.waitForFunction(() => location.search.includes("measure=p3"));
  await page.click("#map-faces a[data-face=tiles]");
  await page.waitForSelector("#map.face-tiles");
  await page.goBack();
  await page.waitForSelector("#map.face-map");
  assert.deepEqual(errors, []);
});

test("an officer compares with others", async () => {
  await open("/en/agencies/dbd");
  const before = await text(".hole-fragment table");
  const value = await page.$eval("#against", (node) => node.options[2].value);
  await page.select("#against", value);
  await page.waitForFunction(
    (old) => document.querySelector(".hole-fragment table").innerText !== old, {}, before);
  assert.match(page.url(), /against=/);
});

test("a journalist gets the quadrant, its table and its file", async () => {
  await open("/ministries");
  await page.waitForSelector("svg.figure a");
  const file = await page.$eval('a[href*=".csv"]', (node) => node.href);
  const status = await page.evaluate(async (url) => (await fetch(url)).status, file);
  assert.equal(status, 200);
  assert.equal(await page.evaluate(() => document.cookie), "");
});

test("a callback that fails is said", async () => {
  await open("/en/provinces/TH-45");
  await page.evaluate(() => {
    const select = document.querySelector("#against");
    select.options[1].value = "x".repeat(70000);
  });
  await page.select("#against", "x".repeat(70000));
  await page.waitForSelector("[role=alert] button");
  assert.match(await text("[role=alert]"), /could not be updated/);
});
