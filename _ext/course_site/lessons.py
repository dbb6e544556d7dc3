"""The list of a part's lessons: those that are in the book with a link, those to come without.

```{lesson-list}
1-1-one-hot-vectors | One-hot vectors | why a country is not a number
```

A line holds the page, its title until it exists, and what it is about. A lesson that enters `_toc.yml` gets
its link, and its own title, by itself.
"""

import posixpath

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from course_site.tables import page_link


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("lesson-list", LessonList)


class LessonList(SphinxDirective):
    """A bullet list, one line a lesson."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Directive's nodes."""
        result = nodes.bullet_list()
        for line in filter(str.strip, self.content):
            result += self._item(line)
        return [result]

    def _item(self, line: str) -> nodes.list_item:
        fields = [field.strip() for field in line.split("|")]
        if len(fields) != 3:
            raise self.error(f"expected `page | title | what it is about`, got: {line}")
        page, title, about = fields
        docname = posixpath.normpath(posixpath.join(posixpath.dirname(self.env.docname), page))
        paragraph = nodes.paragraph()
        if docname in self.env.found_docs:
            paragraph += page_link(self.env.docname, docname)
        else:
            paragraph += nodes.Text(f"{title} (to come)")
        paragraph += nodes.Text(": ")
        paragraph += self.state.inline_text(about, self.lineno)[0]
        item = nodes.list_item()
        item += paragraph
        return item
