/** The blocks of a text: the browser draws those in sight. */

/** Lines of a block. */
export const blockSize = 100;

/** Index of the first line in sight; undefined without a text. */
export const firstLineInSight = (): number | undefined => {
  for (const block of document.querySelectorAll("[data-block]")) {
    if (block.getBoundingClientRect().bottom <= 0) continue;
    const at = [...block.children].findIndex((line) => line.getBoundingClientRect().bottom > 0);
    return Number(block.getAttribute("data-block")) * blockSize + Math.max(0, at);
  }
  return undefined;
};
