"""The library as a LangChain retriever, for others to build on. The only file that touches LangChain."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge_base.library import Library


class GuideRetriever(BaseRetriever):
    """Citable passages of the guides that fit a message, best first; nothing when nothing fits.

    Each document's metadata says what to cite: `item_id`, `guide_version`, `section`, `title`; `score` is the
    item's score (see `Library.search`).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    items: int = 2
    """how many items are followed up"""
    passages: int = 3
    """passages an item"""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [
            Document(
                page_content=passage.text,
                metadata={
                    "item_id": passage.item_id,
                    "official_name": hit.item.official_name,
                    "guide_version": passage.guide_version,
                    "section": passage.section,
                    "title": passage.title,
                    "score": hit.score,
                },
            )
            for hit in self.library.search(query, limit=self.items)
            for passage in self.library.passages(hit.item.item_id, query, limit=self.passages)
        ]
