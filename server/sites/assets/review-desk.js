/** Keys, colleagues' marks and the next record ahead of time, for the review desk: all of it works without. */
const listPollMs = 15_000;
const recordPollMs = 60_000;
const aheadMs = 60_000;
const switchedOff = 'review-keys-off';

/** The next record, fetched while this one is read: `{ href, page, at }`. */
let ahead;

document.addEventListener('keydown', onKey);
document.addEventListener('change', onSwitch);
document.addEventListener('click', onTickAll);
window.addEventListener('popstate', () => window.location.reload());
window.addEventListener('pagehide', () => letGo());
window.setInterval(markList, listPollMs);
window.setInterval(markRecord, recordPollMs);
arrive();

/** On a page that was just loaded, or put in place of another. */
function arrive() {
  for (const hidden of document.querySelectorAll('#keys, [data-tick-all]')) hidden.hidden = false;
  const use = document.getElementById('keys-use');
  if (use) use.checked = areKeysOn();
  markRecord();
  fetchAhead();
}

const acts = {
  j: () => go(1),
  k: () => go(-1),
  a: () => press(document.querySelector('.action-bar button[name=decision][value=approve]')),
  r: () => write(document.getElementById('f-returnMessage')),
  x: () => press(rowOf(document.activeElement)?.querySelector('input[type=checkbox]')),
  '?': showKeys,
};

function onKey(event) {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (key === 'Escape') target.blur();
  if (key === 'Enter' && (ctrlKey || metaKey) && target.id === 'f-returnMessage') {
    press(document.querySelector('button[name=decision][value=return]'));
    return;
  }
  if (ctrlKey || metaKey || altKey || isTyping(target) || !areKeysOn()) return;
  const act = acts[key.toLowerCase()];
  if (act?.()) event.preventDefault();
}

function isTyping(element) {
  return element.matches('textarea, select, input:not([type=checkbox]), [contenteditable]');
}

function press(control) {
  if (!control) return false;
  control.click();
  return true;
}

function write(field) {
  if (!field) return false;
  field.focus();
  field.scrollIntoView({ block: 'center' });
  return true;
}

/** In the list from row to row, on a record from record to record. */
function go(direction) {
  const step = document.querySelector(`[data-step=${direction === 1 ? 'next' : 'prev'}]`);
  if (step) {
    open(step.href);
    return true;
  }
  const rows = [...document.querySelectorAll('[data-row]')];
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => rowOf(row) === rowOf(document.activeElement));
  const next = at < 0 ? 0 : Math.min(Math.max(at + direction, 0), rows.length - 1);
  rows[next].focus();
  return true;
}

function rowOf(element) {
  return element?.closest('tr') ?? undefined;
}

function showKeys() {
  const help = document.getElementById('keys');
  if (!help) return false;
  help.open = !help.open;
  if (help.open) help.querySelector('summary').focus();
  return true;
}

function areKeysOn() {
  try {
    return window.localStorage.getItem(switchedOff) === null;
  } catch {
    return true;
  }
}

function onSwitch({ target }) {
  if (target.id !== 'keys-use') return;
  if (target.checked) window.localStorage.removeItem(switchedOff);
  else window.localStorage.setItem(switchedOff, 'yes');
}

function onTickAll({ target }) {
  if (!target.closest('[data-tick-all]')) return;
  for (const box of document.querySelectorAll('tbody input[type=checkbox]')) box.checked = true;
}

/** A page fetched ahead takes the place of this one; where there is none, or an old one, the browser goes there. */
async function open(href) {
  const page = ahead?.href === href && Date.now() - ahead.at < aheadMs ? await ahead.page : undefined;
  if (page === undefined) {
    window.location.assign(href);
    return;
  }
  letGo();
  const { title, main } = page;
  document.title = title;
  document.querySelector('main').replaceWith(document.adoptNode(main));
  window.history.pushState(null, '', href);
  window.scrollTo(0, 0);
  main.focus({ preventScroll: true });
  arrive();
}

function fetchAhead() {
  ahead = undefined;
  const next = document.querySelector('[data-step=next]');
  if (next) ahead = { href: next.href, at: Date.now(), page: pageAt(next.href) };
}

async function pageAt(href) {
  try {
    const answer = await fetch(href, { headers: { Purpose: 'prefetch' } });
    if (!answer.ok || answer.redirected) return undefined;
    const page = new window.DOMParser().parseFromString(await answer.text(), 'text/html');
    return { title: page.title, main: page.querySelector('main') };
  } catch {
    return undefined;
  }
}

/** Tells that this record is open here, and shows what colleagues do with it. */
function markRecord() {
  const at = document.querySelector('[data-claim-at]')?.dataset.claimAt;
  if (at) showMarks(at, { method: 'POST' });
}

function markList() {
  const at = document.querySelector('[data-claims]')?.dataset.claims;
  const ids = [...document.querySelectorAll('[data-claim]')].map(({ dataset }) => dataset.claim);
  if (at && ids.length > 0) showMarks(`${at}?ids=${ids.join()}`);
}

async function showMarks(address, how) {
  if (document.visibilityState !== 'visible') return;
  const answer = await fetch(address, how).catch(() => undefined);
  if (!answer?.ok || answer.redirected) return;
  const { items } = await answer.json();
  for (const { id, text } of items) {
    for (const mark of document.querySelectorAll(`[data-claim="${id}"]`)) mark.textContent = text;
  }
}

function letGo() {
  const at = document.querySelector('[data-claim-at]')?.dataset.claimAt;
  if (at) navigator.sendBeacon(`${at}/end`);
}
