export { labels } from "./labels";
export { person } from "./person";
export { today } from "./today";
