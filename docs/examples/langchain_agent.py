"""渝小智 with LangChain: the knowledge base as a retriever, the acts as tools, and the agent over them.

    .venv/bin/python docs/examples/langchain_agent.py

Runs offline, because the model is scripted: any chat model that calls tools can take its place.
"""

from scripted_model import ScriptedModel

from api.bootstrap import build
from api.settings import Settings
from applications.types import Actor
from assistant.tools.agent import agent
from assistant.tools.binding import asking_tools
from knowledge_base.retriever import GuideRetriever

ASKED = "身份证搞丢了啷个办"

house, person = build(Settings()), Actor("chen-xiaoyu", "陈晓渝", "citizen")
for found in GuideRetriever(library=house.library).invoke(ASKED):
    print(found.metadata["official_name"], found.metadata["section"], found.page_content, sep=" · ")

find_items, read_guide, ask = asking_tools(house.assistant, house.library)
print(ask.invoke({"text": ASKED})["citations"])

# Guarded like the chat, within ceilings, every sentence checked; what binds would stand in `approvals`.
# A draft is begun for somebody who wishes for one.
model = ScriptedModel.of(ASKED)  # or init_chat_model("…")
answered = agent(model, house.assistant, house.library, house.applications, person).run(
    f"{ASKED}，帮我补办一个"
)
for step in answered.steps:
    print(step.tool, step.outcome)
print(answered.text)
house.release()
