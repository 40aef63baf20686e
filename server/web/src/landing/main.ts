// The first page: what this is, the two ways in, and how a real iPad is set up. No conversation with the server but /about.json.
import { mount } from "svelte";

import Landing from "./Landing.svelte";
import "../tokens.css";
import "../parts/base.css";
import "./landing.css";

const target = document.getElementById("app");
if (target) mount(Landing, { target });
