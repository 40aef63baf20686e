// A dozen rules that find bugs, none of taste: how code looks is Prettier's business, unused and untyped names are TypeScript's.
import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";

const rules = {
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
  "@typescript-eslint/await-thenable": "error",
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" }],
  "@typescript-eslint/no-for-in-array": "error",
  "@typescript-eslint/only-throw-error": "error",
  "@typescript-eslint/restrict-plus-operands": "error",
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "array-callback-return": "error",
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-constant-binary-expression": "error",
  "no-fallthrough": "error",
  "no-self-compare": "error",
  "no-unsafe-finally": "error",
  "no-unmodified-loop-condition": "error",
  "use-isnan": "error",
};

export default ts.config(
  { ignores: ["src/generated/", "node_modules/", "dist/", "public/", "build/sw.js", "*.config.*"] },
  {
    files: ["**/*.ts"],
    extends: [ts.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: [".svelte"] } },
    rules,
  },
  ...svelte.configs.base,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: [".svelte"], parser: ts.parser },
    },
    plugins: { "@typescript-eslint": ts.plugin },
    rules: {
      ...rules,
      "svelte/infinite-reactive-loop": "error",
      "svelte/no-dom-manipulating": "error",
      "svelte/no-dupe-else-if-blocks": "error",
      "svelte/no-reactive-reassign": "error",
      "svelte/require-store-reactive-access": "error",
      "svelte/valid-each-key": "error",
    },
  },
);
