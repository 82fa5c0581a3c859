// Invented answers of the API that specimens show; tests/web/test_gallery.py holds them to the API's shapes.
const answer = await fetch(new URL("./samples.json", import.meta.url));

export const samples = await answer.json();

/** The sample with some of it changed; the sample itself stays. */
export const like = (sample, changes = {}) => ({ ...structuredClone(sample), ...changes });

/** An application whose field of that name is changed. */
export function withField(application, name, changes) {
  const made = structuredClone(application);
  Object.assign(made.fields.find((field) => field.name === name), changes);
  return made;
}

/** An application whose material at that place is changed. */
export function withMaterial(application, at, changes) {
  const made = structuredClone(application);
  Object.assign(made.materials[at], changes);
  return made;
}
