/** Throws an uncaught error on a signal: a crash of the program, caused from outside. */
process.on("SIGUSR2", () => {
  throw new Error("planted");
});
