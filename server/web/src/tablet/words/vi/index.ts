export { arrive } from "./arrive";
export { labels } from "./labels";
export { person } from "./person";
export { pin } from "./pin";
export { reading } from "./reading";
export { today } from "./today";
