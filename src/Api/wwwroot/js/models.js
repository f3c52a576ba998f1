import { getModels } from "./api.js";
import { percent1 } from "./words.js";

let models = [];

/** Reads the models and their cards from the service: { default, models }. */
export async function loadModels() {
  const answer = await getModels();
  models = answer.models;
  return answer;
}

/** The card of a model; undefined when the service no longer has it. */
export const cardOf = id => models.find(card => card.id === id);

/** A model's measurements, the most sober first. */
export const measurementsOf = card => [...card.measurements].sort((a, b) => a.accuracy - b.accuracy);

/** How good a model is, in half a sentence; null when that is not known. */
export function accuracyOf(id) {
  const card = cardOf(id);
  const sober = card && measurementsOf(card)[0];
  return sober ? `${percent1(sober.accuracy)} of unheard tracks right (${sober.method})` : null;
}
