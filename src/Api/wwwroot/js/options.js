import { byId, h } from "./dom.js";
import { loadModels } from "./models.js";

const STORED = "genrequeue.options";

/** Fills the list of models, and remembers the options in this browser. */
export async function setUpOptions() {
  const form = byId("options");
  const chosen = stored();
  for (const name of ["window", "labels"]) choose(form.elements[name], chosen[name]);
  form.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, JSON.stringify(currentOptions()));
    } catch {
      // Without storage the options are lost on reload.
    }
  });
  const { default: defaultModel, models } = await loadModels();
  const select = form.elements.model;
  select.replaceChildren(...models.map(model => h("option", { value: model.id }, model.name)));
  choose(select, defaultModel);
  choose(select, chosen.model);
}

export function currentOptions() {
  const { model, window, labels } = byId("options").elements;
  const options = { window: window.value, labels: labels.value };
  // If the list of models could not be loaded, the service uses its default.
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
