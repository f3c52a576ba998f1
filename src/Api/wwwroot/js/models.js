import { getModels } from "./api.js";
import { percent1 } from "./words.js";

let models = [];

/** Fetches the models with their cards: { default, models }. */
export async function loadModels() {
  const answer = await getModels();
  models = answer.models;
  return answer;
}

/** The card of a model; undefined if the service no longer has it. */
export const cardOf = id => models.find(card => card.id === id);

/** The measurements of a model, lowest accuracy first. */
export const measurementsOf = card => [...card.measurements].sort((a, b) => a.accuracy - b.accuracy);

/** The lowest measured accuracy of a model, as text; null if unknown. */
export function accuracyOf(id) {
  const card = cardOf(id);
  const lowest = card && measurementsOf(card)[0];
  return lowest ? `${percent1(lowest.accuracy)} on unseen tracks (${lowest.method})` : null;
}
