// What every view is written with: Preact, its hooks, and markup as tagged templates. Text put into a template is text, never markup.
import {h, render, Component} from "../../vendor/preact.module.js";
import {useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback} from "../../vendor/hooks.module.js";
import htm from "../../vendor/htm.module.js";

export const html = htm.bind(h);
export {h, render, Component, useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback};
