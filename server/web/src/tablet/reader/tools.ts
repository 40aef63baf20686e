// The tools of the rail.
export type Tool = "none" | "pen" | "highlight" | "text" | "eraser" | "lasso";
// What is done with a way over the page, not with each point of it.
export type PathTool = "highlight" | "lasso";
