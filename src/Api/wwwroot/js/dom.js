/** Makes an element. `props` are properties, except `class`, `data` and anything with a hyphen or `role`; text goes in as text, never as markup. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name.includes("-") || name === "role" || name === "scope") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = id => document.getElementById(id);

/** Writes only what differs, so that an update of many rows costs no layout where nothing changed. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let hideNotice;

/** Says one sentence to everybody: on screen and to a screen reader. */
export function notify(sentence) {
  const notice = byId("notice");
  notice.textContent = sentence;
  notice.hidden = false;
  clearTimeout(hideNotice);
  hideNotice = setTimeout(() => { notice.hidden = true; }, 8000);
}

/** Runs `work` at most once a frame, and also when the tab is in the background and draws no frames. */
export function onceAFrame(work) {
  let planned = false;
  return () => {
    if (planned) return;
    planned = true;
    const run = () => { planned = false; work(); };
    if (document.hidden) setTimeout(run, 250);
    else requestAnimationFrame(run);
  };
}
