import { getModel } from "./api.js";
import { byId, h, notify } from "./dom.js";
import { measurementsOf } from "./models.js";
import { genreName, percent, percent1, messageOf } from "./words.js";

/** Opens the card of a model: accuracy, confusion matrix and training data. */
export async function showModel(id) {
  let card;
  try {
    card = await getModel(id);
  } catch (error) {
    notify(messageOf(error));
    return;
  }
  const dialog = byId("model-dialog");
  const close = h("button", { type: "button", class: "button small" }, "Close");
  close.addEventListener("click", () => dialog.close());
  dialog.onclick = event => { if (event.target === dialog) dialog.close(); };
  dialog.replaceChildren(
    h("header", {}, h("div", {}, h("h2", { id: "model-title" }, card.name), h("p", { class: "soft" }, `${card.id}, version ${card.version}`)), close),
    h("section", {}, h("p", {}, card.description), h("p", { class: "soft" }, `Genres: ${card.genres.map(genreName).join(", ")}.`)),
    ...measurementsOf(card).map(measurement => measured(measurement, card.genres)),
    training(card));
  dialog.showModal();
  dialog.scrollTop = 0;
}

function measured({ method, tracks, accuracy, macroF1, calibrationError, confusion }, genres) {
  const figure = (value, label) => h("li", {}, h("strong", {}, value), h("span", {}, label));
  return h("section", {},
    h("h3", {}, `Measured: ${method}`),
    h("ul", { class: "figures" },
      figure(percent1(accuracy), `accuracy on ${tracks.toLocaleString("en")} unseen tracks`),
      figure(macroF1.toFixed(2), "macro F1"),
      figure(percent1(calibrationError), "expected calibration error")),
    h("details", {}, h("summary", {}, "Confusion matrix"), confusionTable(confusion, genres)));
}

function confusionTable(confusion, genres) {
  return h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": "Confusion matrix" },
    h("table", { class: "confusion" },
      h("caption", {}, "Rows: true genre. Columns: predicted genre."),
      h("thead", {}, h("tr", {}, h("td", {}), genres.map(genre => h("th", { scope: "col" }, h("span", {}, genreName(genre)))))),
      h("tbody", {}, confusion.map((row, truth) => confusionRow(row, truth, genres)))));
}

function confusionRow(row, truth, genres) {
  const total = row.reduce((sum, count) => sum + count, 0) || 1;
  return h("tr", {}, h("th", { scope: "row" }, genreName(genres[truth])), row.map((count, answer) => {
    const share = count / total;
    const cell = h("td", {
      class: `${share > 0.55 ? "full" : ""}${answer === truth ? " right" : ""}`,
      title: `${count} of ${total} ${genreName(genres[truth])} tracks classified as ${genreName(genres[answer])} (${percent(share)})`,
    }, count ? String(count) : "");
    cell.style.setProperty("--share", `${Math.round(100 * share)}%`);
    return cell;
  }));
}

function training({ trainedOn, frontEnds, classifier, createdAt, libraryVersion }) {
  const dropped = trainedOn.duplicatesDropped ? `, ${trainedOn.duplicatesDropped} duplicates removed` : "";
  const kernel = classifier.kernel === "polynomial" ? `polynomial, degree ${classifier.degree}` : classifier.kernel;
  const list = [
    ["Data set", `${trainedOn.source}: ${trainedOn.tracks.toLocaleString("en")} tracks${dropped}`],
    ["Tracks by genre", Object.entries(trainedOn.tracksByGenre).map(([genre, count]) => `${genreName(genre)} ${count}`).join(", ")],
    ["Features", frontEnds.map(({ id, length }) => `${id}, ${length} numbers`).join(" + ")],
    ["Classifier", `SVM, ${kernel}, C ${classifier.c}, γ ${Number(classifier.gamma.toPrecision(3))}, ${classifier.supportVectors} support vectors`],
    ["Trained", `${new Date(createdAt).toLocaleDateString("en", { dateStyle: "long" })} with GenreQueue ${libraryVersion}`],
  ];
  return h("section", {}, h("h3", {}, "Training"), h("dl", { class: "training" }, list.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value)))));
}
