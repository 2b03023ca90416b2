/** Asks for the bearer token of the API. The page behind it does not change. */
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { usePage } from "./use-page.ts";

/** The dialog, while the API requires a token. */
export const SignIn = (): ReactNode => {
  const { access } = usePage();
  return access.signIn === undefined ? null : <SignInDialog isWrong={access.signIn.isWrong} />;
};

const SignInDialog = ({ isWrong }: { readonly isWrong: boolean }): ReactNode => {
  const { status, token } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  // Closed while it is in the document: a dialog that is removed first does not return the focus.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const submit = (): void => {
    const text = input.current?.value.trim() ?? "";
    if (text === "") return;
    if (!isToken.test(text)) return status.change({ signIn: { isWrong: true } });
    status.change({ signIn: undefined });
    token.keep(text);
  };
  return (
    <dialog ref={dialog} aria-labelledby="sign-in-title" onCancel={(event) => event.preventDefault()}>
      <h2 id="sign-in-title">Sign in</h2>
      <p>This server requires a token. It is kept until you close this tab.</p>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label htmlFor="token">Token</label>
        <input
          ref={input}
          id="token"
          type="password"
          autoComplete="current-password"
          aria-invalid={isWrong}
          aria-describedby={isWrong ? "token-error" : undefined}
        />
        {isWrong ? (
          <p id="token-error" className="error" role="alert">
            The server does not accept this token. Check it, or ask the administrator of the server for one.
          </p>
        ) : null}
        <div className="actions">
          <button type="submit" className="primary">
            Sign in
          </button>
        </div>
      </form>
    </dialog>
  );
};

/** What a header can hold. The browser would not send another text, such as one with a curly quote from a document. */
const isToken = /^[\x21-\x7e]+$/u;
