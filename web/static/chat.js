// Sends a reply and swaps the conversation in place. Without this file the same forms do the same with full pages.
(() => {
  const say = (text) => { document.getElementById("say").textContent = text; };
  let busy = false;

  const choices = (within) => [...within.querySelectorAll("button.choice")];

  // A new question takes the focus; the same one (an order in the making) leaves it on the button just pressed.
  function show(fresh, pressed) {
    const root = document.documentElement;
    const before = document.getElementById("question").textContent;
    const place = choices(document).indexOf(pressed);
    document.getElementById("chat").replaceWith(fresh);
    root.lang = fresh.lang;
    root.dir = fresh.dir;
    document.title = fresh.dataset.title;
    const question = document.getElementById("question");
    const remarks = document.getElementById("remarks");
    say(remarks ? remarks.textContent.trim() : "");
    if (question.textContent === before && !remarks && place >= 0 && choices(fresh)[place]) {
      choices(fresh)[place].focus();
      return;
    }
    question.focus({ preventScroll: true });
    (remarks || question).scrollIntoView({ block: "center" });
    if (question.getBoundingClientRect().top < 0) question.scrollIntoView();
  }

  async function send(form, button) {
    const chat = document.getElementById("chat");
    const fields = new URLSearchParams(new FormData(form));
    if (button.name) fields.append(button.name, button.value);
    chat.setAttribute("aria-busy", "true");
    delete chat.dataset.failed;
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, headers: { "X-Voix-Swap": "1" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("chat");
      if (fresh) show(document.adoptNode(fresh), button);
      else location.reload();
    } catch {
      say(chat.dataset.trouble);
      chat.dataset.failed = "";
    } finally {
      chat.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("submit", async (event) => {
    const { target, submitter } = event;
    if (!submitter || !target.hasAttribute("data-chat")) return; // an old browser sends the form itself
    event.preventDefault();
    if (busy) return;
    busy = true;
    await send(target, submitter);
    busy = false;
  });
})();
