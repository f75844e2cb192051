// Behaviours of every page; each module finds what it serves by a data attribute and works again on what htmx puts in.
import { menus } from "./menus.js";
import { copy } from "./copy.js";
import { dialogs } from "./dialogs.js";
import { errors } from "./errors.js";
import { focus } from "./focus.js";
import { once } from "./once.js";
import { shortcuts } from "./shortcuts.js";
import { tabs } from "./tabs.js";
import { uploads } from "./uploads.js";

menus(document);
shortcuts(document);
errors(document);
dialogs(document);
once(document);

function enliven(root) {
  copy(root);
  focus(root);
  uploads(root);
  tabs(root);
}

enliven(document);
document.addEventListener("htmx:load", (event) => enliven(event.detail.elt));
