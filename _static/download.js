// The download button saves the notebook, also where the server calls it JSON, which browsers would show.
// From disk a page may not save another file: there the notebook comes as a script, and is saved from memory.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.btn-download-source-button[href$='.ipynb']");
  if (!link) return;
  link.download = "";
  if (window.location.protocol !== "file:") return;
  event.preventDefault();
  const script = document.createElement("script");
  script.src = `${link.href}.js`;
  document.head.append(script);
});

// Called by that script.
window.saveNotebook = (name, notebook) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(notebook, null, 1)]));
  link.download = name;
  link.click();
};
