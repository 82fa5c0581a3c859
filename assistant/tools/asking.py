"""What anybody may ask: items, guides, and answers by the same steps as the chat's."""

from collections.abc import Sequence

from assistant.errors import UnknownConversationError
from assistant.pipeline import Assistant
from assistant.reply import Reply
from assistant.tools.views import Seen, guide_seen, item_seen, reply_seen
from knowledge_base.library import Library

CHANNEL = "tool"


class Asking:
    """One conversation in which nobody is signed in, so that nothing said in it can act for a person.

    It is opened at the first question, or gone on with where `conversation_id` names an earlier one.
    """

    def __init__(
        self,
        assistant: Assistant,
        library: Library,
        district: str | None = None,
        conversation_id: str | None = None,
    ) -> None:
        self._assistant, self._library, self._district = assistant, library, district
        self._conversation_id = conversation_id

    def find_items(self, query: str, limit: int = 5) -> list[Seen]:
        return [item_seen(hit) for hit in self._library.search(query, self._district, limit)]

    def read_guide(self, item_id: str, sections: Sequence[str] = ()) -> Seen:
        """`problem` is `unknown_item`, or `no_guide` with the link to where the item is handled."""
        published = self._library.guide(item_id)
        if published is None:
            if self._library.item(item_id) is None:
                return {"problem": "unknown_item"}
            return {"problem": "no_guide", "link": self._library.link(item_id)}
        wanted = [
            one
            for one in self._library.sections(item_id)
            if (one.id in sections if sections else not one.id.startswith("qa:"))
        ]
        return guide_seen(published, wanted)

    def ask(self, text: str) -> Seen:
        return reply_seen(self.say(text))

    def say(self, text: str) -> Reply:
        """One turn, for hosts: what `ask` shows a model of. A talk that is gone by now begins anew."""
        try:
            return self._assistant.say(self.conversation_id, None, text)
        except UnknownConversationError:
            self._conversation_id = None
            return self._assistant.say(self.conversation_id, None, text)

    @property
    def conversation_id(self) -> str:
        if self._conversation_id is None:
            self._conversation_id = self._assistant.open(CHANNEL, self._district).conversation_id
        return self._conversation_id
