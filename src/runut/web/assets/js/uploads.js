// <form data-upload>: files can be dropped on its [data-upload-area], and each shows how far it has come.
// The form is sent to its own address as it stands; without this module the browser does the same by itself.
export function uploads(root) {
  const forms = root.matches?.("form[data-upload]") ? [root] : root.querySelectorAll("form[data-upload]");
  for (const form of forms) {
    const area = form.querySelector("[data-upload-area]");
    if (!area || form.dataset.uploadReady) continue;
    form.dataset.uploadReady = "yes";
    receive(area);
    send(form, area);
  }
}

function receive(area) {
  const place = area.querySelector(".upload");
  const input = area.querySelector('input[type="file"]');
  const list = area.querySelector(".upload-files");
  const over = (yes) => (event) => {
    event.preventDefault();
    place.classList.toggle("is-over", yes);
  };
  place.addEventListener("dragover", over(true));
  place.addEventListener("dragleave", over(false));
  place.addEventListener("drop", (event) => {
    over(false)(event);
    const chosen = new DataTransfer();
    for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1)) chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => list.replaceChildren(...[...input.files].map(row)));
}

function row(file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const state = document.createElement("span");
  name.className = "upload-name";
  name.textContent = file.name;
  state.className = "upload-state";
  state.textContent = size(file.size);
  item.append(name, state);
  return item;
}

function size(bytes) {
  const steps = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = Math.min(steps.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const form = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: steps[step], maximumFractionDigits: 1 });
  return form.format(bytes / 1000 ** step);
}

function send(form, area) {
  const list = area.querySelector(".upload-files");
  form.addEventListener("submit", (event) => {
    const input = area.querySelector('input[type="file"]');
    if (!input.files.length) return;
    event.preventDefault();
    const ends = [];
    let total = 0;
    for (const file of input.files) ends.push((total += file.size));
    for (const item of list.children) {
      const bar = document.createElement("progress");
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", item.querySelector(".upload-name").textContent);
      item.querySelector("progress")?.remove();
      item.classList.remove("is-failed");
      item.append(bar);
    }
    const buttons = form.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    const say = (word, name) => {
      for (const item of list.children) {
        item.querySelector(".upload-state").textContent = list.dataset[word];
        if (name) item.classList.add(name);
      }
    };
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (sent) => {
      const share = (sent.loaded / sent.total) * total;
      [...list.children].forEach((item, index) => {
        const before = index ? ends[index - 1] : 0;
        const part = Math.min(1, Math.max(0, (share - before) / Math.max(1, ends[index] - before)));
        item.querySelector("progress").value = part * 100;
        item.querySelector(".upload-state").textContent = part < 1 ? list.dataset.wordsSending : list.dataset.wordsSent;
      });
    });
    const failed = () => {
      say("wordsFailed", "is-failed");
      for (const button of buttons) button.disabled = false;
    };
    request.addEventListener("error", failed);
    request.addEventListener("timeout", failed);
    request.addEventListener("load", () => arrive(request));
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.send(new FormData(form, event.submitter));
  });
}

// What the server answered is the page now: where it sends us (runut.documents.uploads.landed; a redirect that is followed here
// would use up the message that says what was filed), where it redirected to, or this form with its errors.
function arrive(request) {
  const target = request.getResponseHeader("HX-Redirect");
  if (target) {
    location.assign(target);
    return;
  }
  const landed = new URL(request.responseURL);
  if (request.status < 400 && landed.href !== location.href) {
    location.assign(landed);
    return;
  }
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  document.title = answer.title;
  document.body.replaceWith(document.adoptNode(answer.body));
  uploads(document);
  document.querySelector("[data-focus], .refusal")?.scrollIntoView({ block: "center" });
}
