/**
 * Whether two texts are the same, in a time that depends on the given one's length alone, so that nobody can find a
 * secret out letter by letter. (The platforms share no such function: Node's and workerd's have different names.)
 */
export const sameText = (given: string, secret: string): boolean => {
  let difference = given.length ^ secret.length;
  for (let index = 0; index < given.length; index += 1) {
    // Past the secret's end this is NaN, which counts as 0; the lengths differ by then.
    difference |= given.charCodeAt(index) ^ secret.charCodeAt(index);
  }
  return difference === 0;
};
