/** Throws an error that nobody catches, when asked by a signal: a fault of the program, planted from outside. */
process.on("SIGUSR2", () => {
  throw new Error("planted");
});
