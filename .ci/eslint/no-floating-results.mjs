import ts from 'typescript';

/**
 * Refuses a `Result` (or a promise of one) that nobody looks at. A result is known by its shape, so an alias or an
 * inferred type is caught as well: every member of the type has `ok: true` with a value, or `ok: false` with an error.
 *
 * `void call()` is refused too: a result thrown away on purpose is still a failure that nobody hears of.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const noFloatingResults = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { floating: 'This Result is not looked at: its failure would be swallowed. Handle both branches.' },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    if (!services.program) throw new Error('no-floating-results needs a typed lint (parserOptions.projectService)');
    /** @type {ts.TypeChecker} */
    const checker = services.program.getTypeChecker();
    return {
      ExpressionStatement(node) {
        const bare = discarded(node.expression);
        if (bare.type === 'AssignmentExpression') return;
        const type = checker.getAwaitedType(services.getTypeAtLocation(bare));
        if (type !== undefined && isResult(checker, type)) context.report({ node, messageId: 'floating' });
      },
    };
  },
};

/** @param {import('estree').Expression} node @returns {import('estree').Expression} */
function discarded(node) {
  return node.type === 'UnaryExpression' && node.operator === 'void' ? discarded(node.argument) : node;
}

/** @param {ts.TypeChecker} checker @param {ts.Type} type */
function isResult(checker, type) {
  const parts = type.isUnion() ? type.types : [type];
  // `maybe?.read()` and `asked && read()` add undefined and false: what counts is what they may give beside those.
  const objects = parts.filter((part) => (part.flags & ts.TypeFlags.Object) !== 0);
  return objects.length > 0 && objects.every((part) => isBranch(checker, part));
}

/** @param {ts.TypeChecker} checker @param {ts.Type} part */
function isBranch(checker, part) {
  const ok = part.getProperty('ok');
  if (ok === undefined) return false;
  const verdict = checker.typeToString(checker.getTypeOfSymbol(ok));
  if (verdict === 'true') return part.getProperty('value') !== undefined;
  return verdict === 'false' && part.getProperty('error') !== undefined;
}
