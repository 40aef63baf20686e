// The tools of the rail.
export type Tool = "none" | "pen" | "highlight" | "text" | "eraser";
