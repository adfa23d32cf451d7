// The page around the check: languages, drag and drop, pasted text, QR codes, and the answer.
const byId = (id) => document.getElementById(id);
const given = { receipt: null, policy: null, act: null };
let language = "en";
let shown = null;

function speak(chosen) {
  language = chosen;
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.documentElement.dir = words.direction;
  document.title = words.title;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = words[element.dataset.word];
  for (const button of byId("languages").children)
    button.setAttribute("aria-pressed", String(button.lang === language));
  if (shown) shown();
}

function sentence(statement) {
  const item = document.createElement("li");
  const text = WORDS[language][statement.code];
  for (const part of text.split(/(\{[a-z]+\})/)) {
    if (/^\{[a-z]+\}$/.test(part)) {
      const value = document.createElement("bdi");
      value.textContent = String(statement.values[part.slice(1, -1)]);
      item.append(value);
    } else item.append(part);
  }
  return item;
}

const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });

function show(kind, fill) {
  shown = () => {
    const answer = byId("answer");
    answer.hidden = false;
    answer.className = kind === "holds" ? "good" : "bad";
    answer.replaceChildren(element("p", WORDS[language][kind]));
    fill(answer);
  };
  shown();
  byId("answer").focus();
}

function showAnswer({ statements, act }) {
  show("holds", (answer) => {
    for (const heading of ["proved", "note", "not-proved", "unless"]) {
      const some = statements.filter((statement) => statement.heading === heading);
      if (!some.length) continue;
      const list = document.createElement("ul");
      list.append(...some.map(sentence));
      answer.append(element("h2", WORDS[language][heading]), list);
    }
    if (act !== null) {
      const text = element("pre", act);
      text.dir = "auto";
      answer.append(element("h2", WORDS[language]["the-act"]), text);
    }
  });
}

function showRefusal(error) {
  show(error.kind ?? "unreadable", (answer) => {
    const words = WORDS[language];
    const family = error.code?.startsWith("inclusion-") ? "why-inclusion" : `why-${error.code}`;
    if (error.kind === "fails") answer.append(element("p", words[family] ?? words["why-altered"]));
    const list = document.createElement("dl");
    const add = (word, text) => {
      const value = document.createElement("dd");
      value.append(element("bdi", text));
      list.append(element("dt", WORDS[language][word]), value);
    };
    add("found", error.found ? `${error.code}: ${error.found}` : String(error));
    if (error.required) add("required", error.required);
    if (error.next) add("next", error.next);
    answer.append(list);
  });
}

async function check() {
  const pasted = byId("paste").value;
  const receipt = given.receipt ?? (pasted ? encoder.encode(pasted.trimEnd() + "\n") : null);
  if (!receipt || !given.policy) return showRefusal({ kind: "unreadable", code: "missing", found: WORDS[language].missing });
  try { showAnswer(await checkReceipt(receipt, given.policy, given.act)); } catch (error) { showRefusal(error); }
}

async function take(kind, file) {
  given[kind] = new Uint8Array(await file.arrayBuffer());
  byId(`${kind}-name`).textContent = `✓ ${file.name}`;
}

// A dropped file says itself what it is: a receipt by its first line, a policy by its quorum line, else the act.
async function takeAny(file) {
  const text = await file.text();
  if (text.startsWith("c2sp.org/tlog-proof@")) return take("receipt", file);
  return take(/^[ \t]*quorum[ \t]/m.test(text) ? "policy" : "act", file);
}

async function scan(file) {
  if (!("BarcodeDetector" in window)) { byId("picture-name").textContent = WORDS[language]["no-scan"]; return; }
  const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(file));
  if (!found.length) { byId("picture-name").textContent = WORDS[language].unreadable; return; }
  byId("paste").value = found[0].rawValue;
  given.receipt = null;
}

for (const name of Object.keys(WORDS)) {
  const button = element("button", WORDS[name].language);
  Object.assign(button, { type: "button", lang: name, onclick: () => speak(name) });
  byId("languages").append(button);
}
for (const kind of ["receipt", "policy", "act"])
  byId(kind).addEventListener("change", (event) => event.target.files[0] && take(kind, event.target.files[0]));
byId("picture").addEventListener("change", (event) => event.target.files[0] && scan(event.target.files[0]));
byId("check").addEventListener("click", check);
for (const name of ["dragover", "dragleave", "drop"])
  document.addEventListener(name, (event) => {
    event.preventDefault();
    byId("drop").classList.toggle("over", name === "dragover");
  });
document.addEventListener("drop", async (event) => {
  for (const file of event.dataTransfer.files) await takeAny(file);
  if (given.receipt && given.policy) check();
});
speak(WORDS[navigator.language.slice(0, 2)] ? navigator.language.slice(0, 2) : "en");
