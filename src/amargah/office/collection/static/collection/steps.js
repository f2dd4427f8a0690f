// Steps and uploads act on the figures as they are shown: they wait for the grid's last save and carry its revision.
// After every save the findings of the rules are asked for anew.

const UNSAVED = ["waiting", "saving"];
const findings = document.querySelector("[data-findings-url]");
let state = "saved";
let held = null;

async function refreshFindings() {
  const response = await fetch(findings.dataset.findingsUrl);
  if (response.ok) findings.innerHTML = await response.text();
}

function letGo() {
  const [form, button] = held ?? [];
  held = null;
  if (state === "saved") form?.requestSubmit(button);
}

document.addEventListener("gridstate", ({ detail }) => {
  state = detail.state;
  for (const field of document.querySelectorAll("[data-grid-revision]")) field.value = detail.revision;
  if (state === "saved") refreshFindings();
  if (!UNSAVED.includes(state)) letGo();
});

document.addEventListener("submit", (event) => {
  if (!UNSAVED.includes(state) || !event.target.querySelector("[data-grid-revision]")) return;
  event.preventDefault();
  held = [event.target, event.submitter];
});
