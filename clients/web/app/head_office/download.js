// A file that the page itself makes: no server hears that somebody took it.
export function download(file_name, text) {
  // The mark in front tells spreadsheets that the letters are UTF-8.
  const address = URL.createObjectURL(new Blob(["\ufeff", text], {type: "text/csv;charset=utf-8"}));
  const link = document.createElement("a");
  link.href = address;
  link.download = file_name;
  link.click();
  // Once the browser has taken it over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
