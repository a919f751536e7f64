// Security keys (WebAuthn). A form with data-key holds what the server asks; its answer goes into the field `credential`.
"use strict";

const bytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (one) => one.charCodeAt(0));
};
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// What is bytes for the browser is text in JSON.
const asked = (options) => {
  const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  ["excludeCredentials", "allowCredentials"].forEach((list) => {
    if (key[list]) key[list] = key[list].map((one) => ({ ...one, id: bytes(one.id) }));
  });
  return { publicKey: key };
};
const answered = (credential) => {
  const response = {};
  ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach((name) => {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  });
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
};

document.querySelectorAll("form[data-key]").forEach((form) => {
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const failed = form.querySelector(".wrong[hidden], .wrong.shown");
    try {
      const options = asked(JSON.parse(form.dataset.key));
      const made = options.publicKey.user
        ? await navigator.credentials.create(options)
        : await navigator.credentials.get(options);
      form.elements.credential.value = answered(made);
      form.submit();
    } catch (error) {
      failed.hidden = false;
      failed.classList.add("shown");
    }
  });
});
