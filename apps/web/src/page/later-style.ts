let loading: Promise<void> | undefined;

/** Loads the styles of the parts that the first view does not need. Rejects if they cannot be loaded; the next call tries again. */
export const loadLaterStyle = (): Promise<void> => {
  loading ??= new Promise<void>((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = document.querySelector<HTMLMetaElement>('meta[name="later-style"]')?.content ?? "";
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      link.remove();
      loading = undefined;
      reject(new Error("The styles cannot be loaded."));
    });
    document.head.append(link);
  });
  return loading;
};
