"""`mashura bench`: how fast the product is, told as ratios."""

from collections.abc import Callable, Mapping
from typing import Final

from mashura.site.benchmarks.database import embedded_database
from mashura.site.benchmarks.editions import editions_after_a_data_change
from mashura.site.benchmarks.figure import figure_over_ten_million_rows
from mashura.site.benchmarks.kinds_of_pages import kinds_of_pages
from mashura.site.benchmarks.long_study import long_study_after_a_data_change
from mashura.site.benchmarks.measure import Measure
from mashura.site.benchmarks.pages import served_pages
from mashura.site.benchmarks.recommendations import import_of_recommendations
from mashura.site.benchmarks.redline import redline
from mashura.site.benchmarks.row_level_security import row_level_security
from mashura.site.benchmarks.search import search_over_many_texts

BENCHMARKS: Final[Mapping[str, Callable[[], list[Measure]]]] = {
    "figure": figure_over_ten_million_rows,
    "editions": editions_after_a_data_change,
    "long-study": long_study_after_a_data_change,
    "row-level-security": row_level_security,
    "pages": served_pages,
    "kinds-of-pages": kinds_of_pages,
    "search": search_over_many_texts,
    "recommendations": import_of_recommendations,
    "redline": redline,
    "database": embedded_database,
}
