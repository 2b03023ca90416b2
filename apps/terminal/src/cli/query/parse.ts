import { joined, type Expression, type SliceParts } from "./expression.ts";
import { QuerySyntaxError } from "./query-error.ts";
import { power, tokensOf, type Token, type TokenType } from "./tokens.ts";

/**
 * Parses an expression with the grammar of the AWS CLI: JMESPath without the community's extensions.
 *
 * @see https://jmespath.org/specification.html
 * @throws QuerySyntaxError when it is invalid or nested too deeply.
 */
export const parseQuery = (expression: string): Expression => {
  if (expression === "") throw new QuerySyntaxError("the expression is empty", 0);
  const parser = createParser(tokensOf(expression));
  const parsed = parser.expression(0);
  parser.take("end");
  return parsed;
};

/** A weaker token ends a projection. */
const ENDS_PROJECTION = 10;

/** Maximum number of nested expressions. */
const MOST_NESTED = 300;

interface Parser {
  expression(minimum: number): Expression;
  take(type: TokenType): Token;
}

const createParser = (tokens: readonly Token[]): Parser => {
  let at = 0;
  let nested = 0;
  const last = tokens.length - 1;
  const peek = (ahead = 0): Token => tokens[Math.min(at + ahead, last)] as Token; // There is always the end.
  const next = (): Token => {
    const token = peek();
    at += 1;
    return token;
  };
  const take = (type: TokenType): Token => {
    const token = next();
    if (token.type !== type) throw unexpected(token, type === "end" ? undefined : type);
    return token;
  };
  const powerOf = ({ type }: Token): number => power[type] ?? 0;
  const enter = (): void => {
    nested += 1;
    if (nested > MOST_NESTED) throw new QuerySyntaxError("it is nested too deeply", peek().at);
  };

  const expression = (minimum: number): Expression => {
    const outside = nested;
    enter();
    let left = first(next());
    while (minimum < powerOf(peek())) left = following(left, next());
    nested = outside;
    return left;
  };

  const first = (token: Token): Expression => {
    switch (token.type) {
      case "literal":
        return { type: "literal", value: token.value };
      case "quoted":
        if (peek().type === "(") throw new QuerySyntaxError("a function name has no quotes", token.at);
        return { type: "field", name: String(token.value) };
      case "name":
        return { type: "field", name: token.text };
      case "@":
        return current;
      case "*":
        return { type: "values", base: current, each: peek().type === "]" ? current : each(20) };
      case "[?":
        return filter(current);
      case "[]":
        return { type: "flatten", base: current, each: each(9) };
      case "{":
        return hash();
      case "!":
        return { type: "not", of: expression(45) };
      case "&":
        return { type: "reference", of: expression(0) };
      case "(": {
        const inner = expression(0);
        take(")");
        return inner;
      }
      case "[":
        if (peek().type === "number" || peek().type === ":") return indexed(current);
        if (peek().type === "*" && peek(1).type === "]") return items(current);
        return list();
      default:
        throw unexpected(token);
    }
  };

  const following = (left: Expression, token: Token): Expression => {
    switch (token.type) {
      case ".":
        if (peek().type !== "*") return joined("steps", left, member(40));
        next();
        enter();
        return { type: "values", base: left, each: each(40) };
      case "|":
        return joined("steps", left, expression(1));
      case "||":
        return joined("or", left, expression(2));
      case "&&":
        return joined("and", left, expression(3));
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        enter();
        return { type: "compare", by: token.type, left, right: expression(5) };
      case "(":
        return call(left, token);
      case "[?":
        enter();
        return filter(left);
      case "[]":
        enter();
        return { type: "flatten", base: left, each: each(9) };
      case "[":
        if (peek().type === "number" || peek().type === ":") return indexed(left);
        enter();
        return items(left);
      default:
        throw unexpected(token);
    }
  };

  /** What a projection applies to each element. */
  const each = (minimum: number): Expression => {
    const token = peek();
    if (powerOf(token) < ENDS_PROJECTION) return current;
    if (token.type === "[" || token.type === "[?") return expression(minimum);
    if (token.type !== ".") throw unexpected(token);
    next();
    return member(minimum);
  };

  /** What can follow a dot. */
  const member = (minimum: number): Expression => {
    const { type } = peek();
    if (type === "name" || type === "quoted" || type === "*") return expression(minimum);
    if (type !== "[" && type !== "{") throw unexpected(peek(), "a name");
    next();
    return type === "[" ? list() : hash();
  };

  const call = (left: Expression, token: Token): Expression => {
    if (left.type !== "field") throw unexpected(token);
    const of: Expression[] = [];
    while (peek().type !== ")") {
      of.push(expression(0));
      if (peek().type === ",") next();
    }
    next();
    return { type: "call", name: left.name, of, at: token.at };
  };

  const filter = (base: Expression): Expression => {
    const condition = expression(0);
    take("]");
    return { type: "filter", base, condition, each: peek().type === "[]" ? current : each(21) };
  };

  const items = (base: Expression): Expression => {
    take("*");
    take("]");
    return { type: "items", base, each: each(20) };
  };

  const indexed = (left: Expression): Expression => {
    if (peek().type !== ":" && peek(1).type !== ":") {
      const index = Number(next().value);
      take("]");
      return joined("steps", left, { type: "index", index });
    }
    enter();
    const base = joined("steps", left, { type: "slice", parts: slice() });
    return { type: "items", base, each: each(20) };
  };

  const slice = (): SliceParts => {
    const parts: [number | undefined, number | undefined, number | undefined] = [
      undefined,
      undefined,
      undefined,
    ];
    let part = 0;
    while (peek().type !== "]") {
      const token = next();
      if (token.type === "number") parts[part] = Number(token.value);
      else if (token.type !== ":" || part === 2) throw unexpected(token);
      else part += 1;
    }
    next();
    return parts;
  };

  const list = (): Expression => {
    const of = [expression(0)];
    while (peek().type !== "]") {
      take(",");
      of.push(expression(0));
    }
    next();
    return { type: "list", of };
  };

  const hash = (): Expression => {
    const of: [string, Expression][] = [];
    for (;;) {
      const key = next();
      if (key.type !== "name" && key.type !== "quoted") throw unexpected(key, "a name");
      take(":");
      of.push([String(key.value), expression(0)]);
      if (peek().type === "}") break;
      if (peek().type === ",") next();
    }
    next();
    return { type: "hash", of };
  };

  return { expression, take };
};

const current: Expression = { type: "current" };

const unexpected = ({ type, text, at }: Token, wanted?: string): QuerySyntaxError => {
  if (type === "end") {
    const missing = wanted === undefined ? "" : `, ${wanted} is missing`;
    return new QuerySyntaxError(`the expression is incomplete${missing}`, at);
  }
  const instead = wanted === undefined ? "" : `; expected ${wanted}`;
  return new QuerySyntaxError(`"${text}" is not expected here${instead}`, at);
};
