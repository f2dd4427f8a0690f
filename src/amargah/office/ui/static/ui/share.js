// Buttons that only a script can make work appear only where it runs.

async function copy(button) {
  const text = document.getElementById(button.dataset.copy).textContent.trim();
  await navigator.clipboard.writeText(text);
  const words = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => (button.textContent = words), 2000);
}

const share = (button) =>
  // Closing the system's sheet without sharing is reported as a rejection, and means nothing.
  navigator.share({ title: button.dataset.shareTitle, url: button.dataset.share }).catch(() => undefined);

function enable(selector, possible, action) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = !possible;
    button.addEventListener("click", () => action(button));
  }
}

enable("[data-copy]", Boolean(navigator.clipboard), copy);
enable("[data-share]", Boolean(navigator.share), share);
