/** Creates an element. `props` are DOM properties, except `class`, `data`, and names with a hyphen, `role` or `scope`, which are attributes. Text is never parsed as markup. */
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

/** Sets the text only if it differs, to avoid needless layout when many rows are updated. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let hideNotice;

/** Shows a message for a few seconds; screen readers announce it. */
export function notify(message) {
  const notice = byId("notice");
  notice.textContent = message;
  notice.hidden = false;
  clearTimeout(hideNotice);
  hideNotice = setTimeout(() => { notice.hidden = true; }, 8000);
}

/** Throttles `work` to once per frame; in a background tab, which renders no frames, to a timer. */
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
