import { byId, h } from "./dom.js";
import { loadModels } from "./models.js";

const STORED = "genrequeue.options";

/** Fills the choice of models and keeps the choices of this browser. */
export async function setUpOptions() {
  const form = byId("options");
  const chosen = stored();
  for (const name of ["window", "labels"]) choose(form.elements[name], chosen[name]);
  form.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, JSON.stringify(currentOptions()));
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
  const { default: usual, models } = await loadModels();
  const select = form.elements.model;
  select.replaceChildren(...models.map(model => h("option", { value: model.id }, model.name)));
  choose(select, usual);
  choose(select, chosen.model);
}

export function currentOptions() {
  const { model, window, labels } = byId("options").elements;
  const options = { window: window.value, labels: labels.value };
  // Without a list of models the service takes its default.
  return model.value ? { model: model.value, ...options } : options;
}

function choose(select, value) {
  if ([...select.options].some(option => option.value === value)) select.value = value;
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? {};
  } catch {
    return {};
  }
}
