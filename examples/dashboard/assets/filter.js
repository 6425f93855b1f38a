// Completion in the filter box: the combobox pattern of WAI-ARIA. Nothing else
// needs a script, and without this one the box is a text field.
"use strict";

const input = document.getElementById("filter");
if (input) combobox(input, JSON.parse(input.dataset.vocabulary));

function combobox(input, vocabulary) {
  const list = document.createElement("ul");
  list.id = "completions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]])
    input.setAttribute(name, value);

  let offers = [], chosen = -1;

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function open() {
    offers = completions(input.value.slice(0, input.selectionStart), vocabulary);
    if (offers.length === 0) return close();
    list.replaceChildren(...offers.map(option));
    chosen = -1;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  function option(offer, i) {
    const item = document.createElement("li");
    item.id = "completion-" + i;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const code = document.createElement("code");
    code.textContent = offer.text;
    const about = document.createElement("small");
    about.textContent = offer.about;
    item.append(code, about);
    item.addEventListener("pointerdown", event => { event.preventDefault(); take(i); });
    return item;
  }

  function choose(i) {
    chosen = (i + offers.length) % offers.length;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === chosen)));
    list.children[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[chosen].id);
  }

  function take(i) {
    const end = input.selectionStart, offer = offers[i];
    input.setRangeText(offer.text, end - offer.typed.length, end, "end");
    if (offer.goesOn) open(); else close();
  }

  const keys = {
    ArrowDown() { if (list.hidden) open(); if (!list.hidden) choose(chosen + 1); },
    ArrowUp() { if (list.hidden) open(); if (!list.hidden) choose(chosen < 0 ? -1 : chosen - 1); },
    Enter() { if (chosen < 0) return false; take(chosen); },
    Tab() { if (chosen >= 0) take(chosen); return false; },
    Escape() { if (list.hidden) return false; close(); },
  };
  input.addEventListener("keydown", event => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !(event.key in keys)) return;
    if (keys[event.key]() !== false) event.preventDefault();
  });
  input.addEventListener("input", open);
  input.addEventListener("blur", close);
}

// completions returns what may stand at the end of a text: names of fields, their
// operators, their values, products after a dot, and the keywords.
function completions(before, vocabulary) {
  if (inString(before)) return [];
  const word = before.match(/[^\s()]*$/)[0].replace(/^-/, "");
  const field = word.match(/^(\w+)(?:\.\w*)?/)?.[1];
  const known = vocabulary.fields.find(f => f.name === field);
  const value = before.match(/(\w+)(?:\.\w+)?\s*(?::|!=|<=|>=|=|<|>)\s*(?:\((?:[\w*]+\s+OR\s+)*)?([\w*]*)$/);
  if (value) return valuesOf(vocabulary.fields.find(f => f.name === value[1]), value[2], vocabulary);
  const dot = word.match(/^\w+\.(\w*)$/);
  if (dot) return known?.byProduct ? offersOf(vocabulary.products, dot[1], "") : [];
  const names = vocabulary.fields.filter(f => f.name.startsWith(word) && f.name !== word)
    .map(f => ({ text: f.name, typed: word, about: f.description, goesOn: true }));
  if (known && known.name === word) return [...names, ...operatorsOf(known)];
  return word === "" && before.trim() === "" ? names : [...names, ...keywordsOf(word, before)];
}

function inString(text) {
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    if (quote && text[i] === "\\") i++;
    else if (quote ? text[i] === quote : text[i] === '"' || text[i] === "'") quote = quote ? "" : text[i];
  }
  return quote !== "";
}

function offersOf(texts, typed, about) {
  return texts.filter(text => text.startsWith(typed) && text !== typed).map(text => ({ text, typed, about }));
}

function valuesOf(field, typed, vocabulary) {
  if (!field) return [];
  const values = field.type === "products" ? vocabulary.products : field.values;
  return offersOf(values, typed, field.name);
}

function operatorsOf(field) {
  return field.operators.map(text => ({ text: text === ":" ? text : " " + text + " ", typed: "", about: field.name, goesOn: true }));
}

function keywordsOf(typed, before) {
  return typed === "" && !/\s$/.test(before) ? [] : offersOf(["AND", "OR", "NOT"], typed, "");
}
