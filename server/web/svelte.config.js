// Read by svelte-check and by the Vite plugin: TypeScript in components is stripped by esbuild.
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default { preprocess: vitePreprocess() };
