export { labels } from "./labels";
export { person } from "./person";
export { reading } from "./reading";
export { today } from "./today";
