import { charge } from "./pay";
import { banner } from "./banner";

document.title = banner("Überraschung 🎁");
document.querySelector("form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  void charge(1200);
});
