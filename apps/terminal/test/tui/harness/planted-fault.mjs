/** Throws an uncaught error on SIGUSR2 in the program that loads it. */
process.on("SIGUSR2", () => {
  throw new Error("planted");
});
