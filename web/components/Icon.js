// Small line icons; decoration only, the words beside them speak.
import { html } from "../vue.js";

const PATHS = {
  send: "M5 12h13M12 5l7 7-7 7",
  plus: "M12 5v14M5 12h14",
  camera: "M4 8h3l2-3h6l2 3h3v11H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z",
  file: "M6 3h8l4 4v14H6zM14 3v5h4",
  phone: "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4c0 1-1 2-2 2A15 15 0 0 1 3 6c0-1 1-2 2-2z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.400 3.600-7 8-7s8 2.600 8 7",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  book: "M5 4h6c1 0 1 1 1 1v15s0-1-1-1H5zM19 4h-6c-1 0-1 1-1 1v15s0-1 1-1h6z",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 12.500l4.500 4.500L19 7.500",
  alert: "M12 4l9 16H3zM12 10v4M12 17h.01",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
  pen: "M4 20l1-4L16 5l3 3L8 19z",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  text: "M4 19L9 6l5 13M5.700 15h6.600M15 19l3-8 3 8M16 16.500h4",
  printer: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  card: "M3 6h18v12H3zM7 14.500c0-1.500 4-1.500 4 0M9 11.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM14 10h4M14 14h4",
  renew: "M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5",
  home: "M4 11l8-7 8 7v9H4zM10 20v-6h4v6",
  heart: "M12 20S4 15 4 9.500A4.200 4.200 0 0 1 12 7.500a4.200 4.200 0 0 1 8 2C20 15 12 20 12 20z",
  shop: "M4 10l1.500-5h13L20 10M5 10v10h14V10M4 10c0 2 2.700 2.500 4 1 1.300 1.500 2.700 1.500 4 0 1.300 1.500 2.700 1.500 4 0 1.300 1.500 4 1 4-1M10 20v-5h4v5",
  child: "M12 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6 12l6-2 6 2M12 10v6M9 22l3-6 3 6",
  down: "M12 5v14M6 13l6 6 6-6",
  people: "M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c0-3.500 2.800-6 6.500-6s6.500 2.500 6.500 6M16 11.500a3 3 0 1 0-1-5.800M17.500 14.500c2.500.600 4 2.800 4 5.500",
  back: "M19 12H6M11 6l-6 6 6 6",
  bell: "M6 17v-6a6 6 0 0 1 12 0v6l2 2H4zM10 21.500h4",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
  download: "M12 4v11M7 10.500l5 5 5-5M5 20h14",
  again: "M20 12a8 8 0 1 1-2.500-5.800M20 3v5h-5",
};

export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
}
Icon.props = ["name"];
