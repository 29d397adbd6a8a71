/* Rule pages for a terminal. */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include "cli.h"

/* Writes Markdown as text: paragraphs wrapped, headings set off, code indented. */
void page_print(rlint_str markdown);

#endif
