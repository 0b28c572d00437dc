/** The geometry of the time line, without React and without the store. */

export * from "~/views/moving/snap";
export * from "./away";
export * from "./bars";
export * from "./links";
export * from "./progress";
export * from "./scale";
export * from "./shades";
export * from "./tiers";
export * from "./time";
