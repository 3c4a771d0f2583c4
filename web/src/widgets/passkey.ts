// Sign in with, or add, a passkey: the browser's credential as JSON into a hidden field.
import { say } from "./toasts";
import { words } from "./words";

const bytes = (text: string): ArrayBuffer => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
};
const text = (buffer: ArrayBuffer | null): string | null =>
  buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

interface Told { id: string; type: "public-key" }

function readable(options: { publicKey: Record<string, unknown> }): { publicKey: Record<string, unknown> } {
  const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge as string) } as Record<string, unknown>;
  for (const name of ["allowCredentials", "excludeCredentials"]) {
    if (key[name]) key[name] = (key[name] as Told[]).map((one) => ({ ...one, id: bytes(one.id) }));
  }
  const user = key.user as { id: string } | undefined;
  if (user) key.user = { ...user, id: bytes(user.id) };
  return { publicKey: key };
}

function written(credential: PublicKeyCredential): string {
  const answer = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const response = answer.attestationObject
    ? { attestationObject: text(answer.attestationObject), transports: answer.getTransports?.() ?? [] }
    : { authenticatorData: text(answer.authenticatorData), signature: text(answer.signature), userHandle: text(answer.userHandle) };
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(answer.clientDataJSON), ...response },
  });
}

async function use(form: HTMLFormElement): Promise<void> {
  const source = form.dataset.passkeyOptions;
  const told = source ? await (await fetch(source, { headers: { Accept: "application/json" } })).json() : null;
  const inline = document.getElementById("passkey-options")?.textContent;
  const options = readable(told?.request_options ?? JSON.parse(inline ?? "{}").request_options ?? JSON.parse(inline ?? "{}").creation_options);
  const made = form.dataset.passkey === "create";
  const credential = made ? await navigator.credentials.create(options as unknown as CredentialCreationOptions) : await navigator.credentials.get(options as unknown as CredentialRequestOptions);
  const field = form.querySelector<HTMLInputElement>("input[name=credential]");
  if (!field || !credential) return;
  field.value = written(credential as PublicKeyCredential);
  form.submit();
}

export function passkeys(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-passkey]").forEach((form) => {
    if (!window.PublicKeyCredential) form.hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      use(form).catch(() => say({ words: words("通行密钥没有完成。可改用密码登录。", "The passkey was not completed. Use the password instead."), kind: "fault" }));
    });
  });
}
