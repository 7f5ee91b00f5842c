// Records an answer on the page. Without this file, or where a browser cannot record, the same form takes a file.
(() => {
  const kinds = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
  const able = window.MediaRecorder && navigator.mediaDevices && window.DataTransfer;
  const kind = able && kinds.find((each) => MediaRecorder.isTypeSupported(each));
  if (!kind) return;
  let recorder = null;

  const show = () => document.querySelectorAll("[data-record][hidden]").forEach((button) => { button.hidden = false; });
  new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
  show();

  // What was said goes into the file field, as if it had been chosen there, and can be heard before it is sent.
  function put(form, parts) {
    const recording = new File(parts, "voix", { type: kind });
    const files = new DataTransfer();
    files.items.add(recording);
    form.querySelector("input[type=file]").files = files.files;
    const heard = form.querySelector("[data-heard]");
    heard.src = URL.createObjectURL(recording);
    heard.hidden = false;
  }

  async function record(button) {
    const { form } = button;
    const before = button.textContent;
    let sound;
    try {
      sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      form.querySelector("[data-refused]").hidden = false;
      return;
    }
    const parts = [];
    recorder = new MediaRecorder(sound, { mimeType: kind, audioBitsPerSecond: 32000 });
    const end = setTimeout(() => recorder && recorder.stop(), form.dataset.minutes * 60000);
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      clearTimeout(end);
      sound.getTracks().forEach((track) => track.stop());
      recorder = null;
      button.textContent = before;
      put(form, parts);
    });
    recorder.start();
    button.textContent = button.dataset.stop;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-record]");
    if (!button) return;
    if (recorder) recorder.stop();
    else record(button);
  });
})();
