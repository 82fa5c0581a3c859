"""渝小智 with LangChain: the knowledge base as a retriever, the acts as tools, an agent that uses them.

    .venv/bin/python docs/examples/langchain_agent.py

Runs offline, because the model is scripted: any chat model that calls tools can take its place.
"""

from langchain.agents import create_agent
from scripted_model import ScriptedModel

from api.bootstrap import build
from api.settings import Settings
from applications.types import Actor
from assistant.tools.binding import asking_tools, handling_tools
from knowledge_base.retriever import GuideRetriever

ASKED = "身份证搞丢了啷个办"

house, person = build(Settings()), Actor("chen-xiaoyu", "陈晓渝", "citizen")
for found in GuideRetriever(library=house.library).invoke(ASKED):
    print(found.metadata["official_name"], found.metadata["section"], found.page_content, sep=" · ")

find_items, read_guide, ask = asking_tools(house.assistant, house.library)
print(ask.invoke({"text": ASKED})["citations"])

handling = handling_tools(house.applications, house.library, person)
agent = create_agent(ScriptedModel.of(ASKED), [find_items, read_guide, ask, *handling])
for message in agent.invoke({"messages": [("user", ASKED)]})["messages"]:
    message.pretty_print()
house.release()
