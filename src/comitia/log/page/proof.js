// Checks a receipt as comitia.log.verify does: signed note, policy, cosignatures, inclusion proof.
const encoder = new TextEncoder();
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ED25519 = 1, COSIGNATURE = 4, COSIGNATURE_PQ = 6;
const KEY_SIZE = { 1: 32, 4: 32, 6: 1312 };

class Refused extends Error {
  constructor(kind, code, found, required, next) {
    super(code);
    Object.assign(this, { kind, code, found, required, next });
  }
}
const unreadable = (code, found, required) =>
  new Refused("unreadable", code, found, required, "fetch or copy the file again, whole and unchanged");
const fails = (code, found, required) =>
  new Refused("fails", code, found, required, "do not rely on it; keep this file, and compare with another member");

const join = (...parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
};
const same = (a, b) => a.length === b.length && a.every((byte, n) => byte === b[n]);
const sha256 = async (data) => new Uint8Array(await crypto.subtle.digest("SHA-256", data));
const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function fromBase64(text, code) {
  let bytes;
  try { bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0)); } catch { bytes = null; }
  if (!bytes || toBase64(bytes) !== text) throw unreadable(code, text.slice(0, 60), "canonical base64");
  return bytes;
}

function fromDecimal(text, code) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text) || BigInt(text) >= 2n ** 63n)
    throw unreadable(code, text.slice(0, 60), "a decimal number without leading zeroes");
  return BigInt(text);
}

async function parseKey(text, allowed) {
  const [name, id, ...rest] = text.split("+");
  const raw = rest.length ? fromBase64(rest.join("+"), "vkey") : new Uint8Array();
  const key = { name, type: raw[0], bytes: raw.slice(1), text };
  if (!name || !allowed.includes(key.type) || key.bytes.length !== KEY_SIZE[key.type])
    throw unreadable("policy", text.slice(0, 60), `a key of type ${allowed.join(" or ")}`);
  key.id = (await sha256(join(encoder.encode(name + "\n"), raw))).slice(0, 4);
  if (hex(key.id) !== id) throw unreadable("policy", id, hex(key.id));
  return key;
}

async function parsePolicy(bytes) {
  if (bytes.some((b) => (b < 0x20 && b !== 9 && b !== 10) || b === 0x7f))
    throw unreadable("policy", "a control character", "no control character but tab and newline");
  const text = strict.decode(bytes);
  const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: null };
  const used = new Set();
  const fresh = (name) => {
    if (name === "none" || policy.witnesses.has(name) || policy.groups.has(name))
      throw unreadable("policy", name, "a name not used above, and not `none`");
  };
  const once = (key, keys) => {
    if (keys.some((other) => same(other.bytes, key.bytes))) throw unreadable("policy", key.name, "each public key once");
    return key;
  };
  for (const line of text.split("\n")) {
    const words = line.split(/[ \t]+/).filter((word) => word);
    if (!words.length || words[0].startsWith("#")) continue;
    if (words[0] === "log" && (words.length === 2 || words.length === 3)) {
      policy.logs.push(once(await parseKey(words[1], [ED25519, COSIGNATURE_PQ]), policy.logs));
    } else if (words[0] === "witness" && (words.length === 3 || words.length === 4)) {
      fresh(words[1]);
      const key = await parseKey(words[2], [COSIGNATURE, COSIGNATURE_PQ]);
      policy.witnesses.set(words[1], once(key, [...policy.witnesses.values()]));
    } else if (words[0] === "group" && words.length >= 4) {
      fresh(words[1]);
      const members = words.slice(3);
      for (const member of members) {
        const known = policy.witnesses.has(member) || policy.groups.has(member);
        if (!known || used.has(member)) throw unreadable("policy", member, "a witness or group defined above, once");
        used.add(member);
      }
      const count = { any: "1", all: String(members.length) }[words[2]] ?? words[2];
      if (!/^[1-9][0-9]*$/.test(count) || Number(count) > members.length)
        throw unreadable("policy", words[2], `any, all, or 1 to ${members.length}`);
      policy.groups.set(words[1], { threshold: Number(count), members });
    } else if (words[0] === "quorum" && words.length === 2 && policy.quorum === null) {
      const name = words[1];
      if (name !== "none" && !policy.witnesses.has(name) && !policy.groups.has(name))
        throw unreadable("policy", name, "`none`, or a witness or group defined above");
      policy.quorum = name;
    } else {
      throw unreadable("policy", line.slice(0, 60), "log, witness, group or one quorum line");
    }
  }
  if (policy.quorum === null) throw unreadable("policy", "no quorum line", "exactly one quorum line");
  return policy;
}

const witnessed = (policy, name, have) => {
  if (policy.witnesses.has(name)) return have.has(name);
  const group = policy.groups.get(name);
  return group.members.filter((member) => witnessed(policy, member, have)).length >= group.threshold;
};
const inWords = (policy, name) => {
  if (!policy.groups.has(name)) return name;
  const group = policy.groups.get(name);
  return `${group.threshold} of (${group.members.map((member) => inWords(policy, member)).join(", ")})`;
};

function splitNote(text) {
  if (/[\x00-\x09\x0b-\x1f]/.test(text)) throw unreadable("note", "a control character", "no control character");
  const at = text.lastIndexOf("\n\n");
  if (at < 0 || !text.endsWith("\n")) throw unreadable("note", "no signatures", "text, a blank line, signature lines");
  const signatures = text.slice(at + 2, -1).split("\n").map((line) => {
    const match = /^\u2014 ([^\s+]+) (\S+)$/u.exec(line);
    if (!match) throw unreadable("note", line.slice(0, 60), "an em dash, a key name and base64");
    const raw = fromBase64(match[2], "note");
    if (raw.length < 5) throw unreadable("note", "a short signature", "a key ID and a signature");
    return { name: match[1], id: raw.slice(0, 4), data: raw.slice(4) };
  });
  if (signatures.length > 64) throw unreadable("note", `${signatures.length} signatures`, "at most 64");
  return { text: text.slice(0, at + 1), signatures };
}

function parseReceipt(bytes) {
  let text;
  try { text = strict.decode(bytes); } catch { throw unreadable("receipt", "bytes that are not UTF-8", "UTF-8"); }
  const at = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(at, 0)).split("\n");
  if (at < 0 || lines.shift() !== "c2sp.org/tlog-proof@v1")
    throw unreadable("receipt", text.slice(0, 60), "c2sp.org/tlog-proof@v1");
  const extra = lines[0]?.startsWith("extra ") ? fromBase64(lines.shift().slice(6), "receipt") : null;
  if (!lines[0]?.startsWith("index ")) throw unreadable("receipt", String(lines[0]).slice(0, 60), "index NUMBER");
  const index = fromDecimal(lines.shift().slice(6), "receipt");
  const path = lines.map((line) => fromBase64(line, "receipt"));
  if (path.length > 63 || path.some((step) => step.length !== 32))
    throw unreadable("receipt", "a hash of another length, or too many", "at most 63 hashes of 32 bytes");
  const note = splitNote(text.slice(at + 2));
  const body = note.text.slice(0, -1).split("\n");
  if (body.length < 3 || body.some((line) => !line)) throw unreadable("checkpoint", note.text, "origin, size, root");
  const root = fromBase64(body[2], "checkpoint");
  if (root.length !== 32) throw unreadable("checkpoint", body[2], "a root of 32 bytes");
  return { extra, index, path, note, origin: body[0], size: fromDecimal(body[1], "checkpoint"), root };
}

async function ed25519(key, signature, message) {
  const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}

const made = (key, signature) => key.name === signature.name && same(key.id, signature.id);

async function verifies(key, note, signature) {
  if (key.type === ED25519) return ed25519(key.bytes, signature.data, encoder.encode(note.text));
  if (signature.data.length !== 72) return false;
  const time = new DataView(signature.data.buffer, signature.data.byteOffset).getBigUint64(0);
  if (time === 0n || time >= 2n ** 63n) return false;
  const message = encoder.encode(`cosignature/v1\ntime ${time}\n${note.text}`);
  return ed25519(key.bytes, signature.data.slice(8), message);
}

async function climb(leaf, index, size, path) {
  let [n, last, hash] = [index, size - 1n, leaf];
  for (const step of path) {
    if (last === 0n) return null;
    if ((n & 1n) === 1n || n === last) {
      hash = await sha256(join([1], step, hash));
      while ((n & 1n) === 0n && n !== 0n) { n >>= 1n; last >>= 1n; }
    } else {
      hash = await sha256(join([1], hash, step));
    }
    n >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? hash : null;
}

// Returns the statements, as comitia.log.verify.check_receipt; throws Refused.
async function checkReceipt(receiptBytes, policyBytes, actBytes) {
  const policy = await parsePolicy(policyBytes);
  const receipt = parseReceipt(receiptBytes);
  const entry = actBytes ?? receipt.extra;
  if (!entry) throw unreadable("receipt-leaf", "no act in the receipt", "the act's bytes");
  const { note } = receipt;
  const statements = [];
  let unchecked = false;
  const signedBy = [];
  for (const key of policy.logs.filter((key) => key.name === receipt.origin)) {
    for (const signature of note.signatures.filter((signature) => made(key, signature))) {
      if (key.type === COSIGNATURE_PQ) { unchecked = true; continue; }
      if (!(await verifies(key, note, signature)))
        throw fails("note-signature", "the signature does not fit the text", "a valid signature");
      signedBy.push(`${key.name}+${hex(key.id)}`);
    }
  }
  if (!signedBy.length)
    throw fails("untrusted-log", "no signature by a key that your policy names for this log", receipt.origin);
  const times = new Map();
  for (const [name, key] of policy.witnesses) {
    for (const signature of note.signatures.filter((signature) => made(key, signature))) {
      if (key.type === COSIGNATURE_PQ) { unchecked = true; continue; }
      if (!(await verifies(key, note, signature)))
        throw fails("note-signature", `the signature of ${name} does not fit the text`, "a valid signature");
      times.set(name, new DataView(signature.data.buffer, signature.data.byteOffset).getBigUint64(0));
    }
  }
  const quorum = policy.quorum === "none" ? null : inWords(policy, policy.quorum);
  if (quorum && !witnessed(policy, policy.quorum, new Set(times.keys())))
    throw fails("quorum", `${times.size} known witnesses: ${[...times.keys()].join(", ")}`, quorum);
  if (receipt.index >= receipt.size) throw fails("inclusion-index", String(receipt.index), `below ${receipt.size}`);
  const reached = await climb(await sha256(join([0], entry)), receipt.index, receipt.size, receipt.path);
  if (!reached || !same(reached, receipt.root))
    throw fails("inclusion-root", "the proof leads to another root", "the root that was signed");

  const say = (heading, code, values = {}) => statements.push({ heading, code, values });
  say("proved", "included", { index: receipt.index, size: receipt.size, origin: receipt.origin });
  say("proved", "signed-by-log", { keys: signedBy.join(", ") });
  if (times.size) {
    const latest = [...times.values()].reduce((a, b) => (a > b ? a : b));
    const time = latest < 253402300800n
      ? new Date(Number(latest) * 1000).toISOString().slice(0, 16).replace("T", " ") + " UTC" : String(latest);
    say("proved", "witnessed", { count: times.size, names: [...times.keys()].join(", "), time });
  }
  if (quorum) say("proved", "quorum", { quorum });
  if (unchecked) say("note", "unchecked-pq");
  let act = null;
  try {
    act = strict.decode(entry);
    say("note", "act-names-signers", { names: splitNote(act).signatures.map((s) => s.name).join(", ") });
  } catch { say("note", "not-an-act"); }
  say("not-proved", "true");
  say("not-proved", "complete");
  if (quorum) { say("unless", "quorum-misused", { quorum }); }
  else { say("not-proved", "same-for-all"); say("unless", "log-key-misused"); }
  for (const code of ["hash-broken", "other-policy"]) say("unless", code);
  if (![...policy.logs, ...policy.witnesses.values()].some((key) => key.type === COSIGNATURE_PQ)) say("unless", "quantum");
  return { statements, act };
}
